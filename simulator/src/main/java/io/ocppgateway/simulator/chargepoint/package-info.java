/// A charge point as a state machine: connecting, booting, beating, answering, reconnecting.
///
/// Read [io.ocppgateway.simulator.chargepoint.ChargePoint] first. Connections, timers, the clock
/// and chance come in as interfaces; nothing here may know Netty. Everything is owned by one
/// thread.
@NullMarked
package io.ocppgateway.simulator.chargepoint;

import org.jspecify.annotations.NullMarked;
