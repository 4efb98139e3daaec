package io.ocppgateway.gateway.mqtt;

import static io.ocppgateway.gateway.mqtt.packet.PacketProperties.MAXIMUM_PACKET_BYTES;
import static io.ocppgateway.gateway.mqtt.packet.PacketProperties.RECEIVE_MAXIMUM;
import static io.ocppgateway.gateway.mqtt.packet.PacketProperties.number;

import io.netty.buffer.ByteBuf;

/// What the broker says that it takes, in its CONNACK.
///
/// @param receiveMaximum how many publishes may wait for their PUBACK
/// @param maxPayloadBytes the longest payload of a publish
/// @see "MQTT 5.0 §3.2.2.3.3, §3.2.2.3.6; AWS IoT Core message broker quotas"
record BrokerLimits(int receiveMaximum, int maxPayloadBytes) {

  /// What AWS IoT Core takes, and more than OCPP needs anywhere.
  static final int MAX_PAYLOAD_BYTES = 128 * 1024;

  /// What goes with a payload at most: header, the longest topic, packet id, the version's
  /// property.
  private static final int ENVELOPE_BYTES = 256;

  private static final int MAX_RECEIVE_MAXIMUM = 0xFFFF;

  /// Where the broker has said nothing.
  static final BrokerLimits UNTOLD = new BrokerLimits(MAX_RECEIVE_MAXIMUM, MAX_PAYLOAD_BYTES);

  /// Reads the properties of a CONNACK.
  static BrokerLimits of(ByteBuf properties) {
    long packetBytes = number(properties, MAXIMUM_PACKET_BYTES, Long.MAX_VALUE);
    return new BrokerLimits(
        (int) number(properties, RECEIVE_MAXIMUM, MAX_RECEIVE_MAXIMUM),
        (int) Math.max(0, Math.min(MAX_PAYLOAD_BYTES, packetBytes - ENVELOPE_BYTES)));
  }
}
