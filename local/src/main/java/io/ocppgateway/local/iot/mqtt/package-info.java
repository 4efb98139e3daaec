/// MQTT 5 and 3.1.1 on the wire, over TCP and over WebSocket, for the broker.
///
/// Read [io.ocppgateway.local.iot.mqtt.MqttListener] first, then `MqttConnection`. Only this
/// package knows MQTT's packets.
@NullMarked
package io.ocppgateway.local.iot.mqtt;

import org.jspecify.annotations.NullMarked;
