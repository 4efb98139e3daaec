/// Who may connect to the broker now, and who waits: the account's quota of CONNECTs is shared by
/// every charge point of every gateway, and a storm must not spend it on refusals.
///
/// Read [io.ocppgateway.gateway.admission.Admission] first, then
/// [io.ocppgateway.gateway.admission.WaitingRoom], which decides and knows no clock and no thread.
/// Knows charge points by name, and nothing of sockets, sessions or MQTT.
@NullMarked
package io.ocppgateway.gateway.admission;

import org.jspecify.annotations.NullMarked;
