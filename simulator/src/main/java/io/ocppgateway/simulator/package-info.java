/// Simulated charge points, one or thousands in one process.
///
/// [io.ocppgateway.simulator.Simulation] is the door; it ties the pure state machine in
/// `chargepoint`, what a charge point says in `behaviour` and `charging`, what is wrong with one in
/// `fault`, and Netty in `websocket` together. `fleet` runs thousands of them. Nothing here may
/// know the gateway, the Lambdas or AWS: a charge point knows a URL.
@NullMarked
package io.ocppgateway.simulator;

import org.jspecify.annotations.NullMarked;
