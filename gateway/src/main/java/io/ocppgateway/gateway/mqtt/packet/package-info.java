/// MQTT packets as they come over the wire.
///
/// Read [io.ocppgateway.gateway.mqtt.packet.PacketReader] first. It knows bytes and nothing of
/// connections.
@NullMarked
package io.ocppgateway.gateway.mqtt.packet;

import org.jspecify.annotations.NullMarked;
