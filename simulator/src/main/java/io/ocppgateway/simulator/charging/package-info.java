/// Charging sessions: transactions, the meter, the clock that stamps them, and the messages that
/// tell of them.
///
/// Read [io.ocppgateway.simulator.charging.ChargingMessages] first. Knows payloads; when something
/// happens is for `chargepoint`.
@NullMarked
package io.ocppgateway.simulator.charging;

import org.jspecify.annotations.NullMarked;
