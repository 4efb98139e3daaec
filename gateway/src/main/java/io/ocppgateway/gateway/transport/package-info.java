/// Which of the operating system's I/O the gateway stands on: epoll, or NIO where there is none.
///
/// [io.ocppgateway.gateway.transport.Transport] is the door; ports are opened by
/// [io.ocppgateway.gateway.transport.Listener], writes go through
/// [io.ocppgateway.gateway.transport.Outbound]. It knows neither WebSocket nor MQTT.
@NullMarked
package io.ocppgateway.gateway.transport;

import org.jspecify.annotations.NullMarked;
