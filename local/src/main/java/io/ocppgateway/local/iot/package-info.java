/// AWS IoT Core on this machine: the MQTT broker over TCP and WebSocket, the registry of things,
/// device shadows, presence events, and the REST operations of the services `iot` and `iotdata`.
///
/// Read [io.ocppgateway.local.iot.IotCore] first, then [io.ocppgateway.local.iot.message.Publish].
/// Nothing here may know rules, functions or tables.
@NullMarked
package io.ocppgateway.local.iot;

import org.jspecify.annotations.NullMarked;
