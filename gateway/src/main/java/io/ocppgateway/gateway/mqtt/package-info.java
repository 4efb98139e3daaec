/// The link of one charge point to the broker: MQTT 5 with what it takes to outlive a connection.
///
/// Read [io.ocppgateway.gateway.mqtt.Broker] first, then `Link`, which outlives connections,
/// [io.ocppgateway.gateway.mqtt.LinkListener], and `Connection`. It knows nothing of the charge
/// point's socket, and carries frames without looking into them.
@NullMarked
package io.ocppgateway.gateway.mqtt;

import org.jspecify.annotations.NullMarked;
