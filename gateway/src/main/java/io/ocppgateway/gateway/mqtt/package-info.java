/// The link of one charge point to the broker, over TCP or WebSocket, with or without TLS.
///
/// Read [io.ocppgateway.gateway.mqtt.Broker] first, then [io.ocppgateway.gateway.mqtt.Link] and
/// [io.ocppgateway.gateway.mqtt.LinkListener]. It knows nothing of the charge point's socket, and
/// carries frames without looking into them.
@NullMarked
package io.ocppgateway.gateway.mqtt;

import org.jspecify.annotations.NullMarked;
