/// What a charge point says and how it answers commands, one class per generation of OCPP.
///
/// Read [io.ocppgateway.simulator.behaviour.Behaviour] first. Knows payloads; knows no connection,
/// no timer, and not which CALL is in flight.
@NullMarked
package io.ocppgateway.simulator.behaviour;

import org.jspecify.annotations.NullMarked;
