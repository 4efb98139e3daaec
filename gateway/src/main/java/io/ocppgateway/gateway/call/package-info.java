/// The call rules of OCPP-J, for one charge point: which CALL may go to it now, which wait, which
/// answer belongs to which, and what becomes of those that are never answered.
///
/// Read [io.ocppgateway.gateway.call.CallLedger] first. It decides and does nothing itself: no
/// sockets, no MQTT, no clock.
///
/// @see "OCPP-J 1.6 §4.1.1; OCPP 2.0.1 Part 4 §4.2"
@NullMarked
package io.ocppgateway.gateway.call;

import org.jspecify.annotations.NullMarked;
