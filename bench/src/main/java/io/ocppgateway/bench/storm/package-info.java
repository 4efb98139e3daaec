/// A storm, simulated: a zone is lost, and the charge points that were connected through it come
/// back to what is left. The same run each time; no socket, no clock, no thread.
///
/// Read [io.ocppgateway.bench.storm.Storm] first. What admits is the gateway's own
/// [io.ocppgateway.gateway.admission.WaitingRoom]; what waits is the simulator's own
/// [io.ocppgateway.simulator.behaviour.RetryBackOff].
@NullMarked
package io.ocppgateway.bench.storm;

import org.jspecify.annotations.NullMarked;
