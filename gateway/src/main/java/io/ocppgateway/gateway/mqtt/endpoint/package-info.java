/// Where the broker is and how a byte stream to it comes about: URL, TLS, signed WebSocket upgrade,
/// addresses.
///
/// [io.ocppgateway.gateway.mqtt.endpoint.BrokerEndpoint] is the door. It knows no MQTT.
@NullMarked
package io.ocppgateway.gateway.mqtt.endpoint;

import org.jspecify.annotations.NullMarked;
