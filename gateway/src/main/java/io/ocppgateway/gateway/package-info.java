/// The gateway: carries OCPP frames between the WebSockets of charge points and their MQTT topics.
///
/// Read [io.ocppgateway.gateway.Gateway] first, then
/// [io.ocppgateway.gateway.websocket.WebSocketServer], [io.ocppgateway.gateway.session.Session] and
/// [io.ocppgateway.gateway.mqtt.Link]. This package starts, configures and ends the process;
/// nothing below may look up to it.
@NullMarked
package io.ocppgateway.gateway;

import org.jspecify.annotations.NullMarked;
