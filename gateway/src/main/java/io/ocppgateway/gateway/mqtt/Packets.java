package io.ocppgateway.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttPubAckMessage;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.topic.Topics;
import java.time.Duration;

/// The packets that a link sends.
///
/// @see "MQTT 5.0 §3"
final class Packets {

  /// Below what NAT gateways (350 s) and VPC endpoints (230 s) drop silently.
  static final Duration KEEP_ALIVE = Duration.ofSeconds(200);

  /// The largest packet that AWS IoT Core sends: 128 KiB of payload and what goes with it, in
  /// bytes.
  static final int MAX_PACKET_BYTES = 149_504;

  /// How many messages the broker may send before one is acknowledged: what is in memory for a
  /// charge point that does not read.
  static final int RECEIVE_MAXIMUM = 32;

  private static final int SUBSCRIBE_PACKET_ID = 1;

  /// Beyond those of an [Outbox].
  static final int UNSUBSCRIBE_PACKET_ID = 0xFFFF;

  private static final int PUBLISH_QOS_1 = 0x32;
  private static final int DUP = 0x08;
  private static final int MAX_LENGTH_BYTES = 4;
  private static final int SEVEN_BITS = 0x7F;
  private static final int CONTINUED = 0x80;

  private Packets() {}

  /// A session of its own that leaves nothing behind.
  static MqttConnectMessage connect(String clientId) {
    MqttProperties properties = new MqttProperties();
    properties.add(new IntegerProperty(MqttProperties.RECEIVE_MAXIMUM, RECEIVE_MAXIMUM));
    properties.add(new IntegerProperty(MqttProperties.SESSION_EXPIRY_INTERVAL, 0));
    properties.add(new IntegerProperty(MqttProperties.MAXIMUM_PACKET_SIZE, MAX_PACKET_BYTES));
    return MqttMessageBuilders.connect()
        .protocolVersion(MqttVersion.MQTT_5)
        .clientId(clientId)
        .cleanSession(true)
        .keepAlive((int) KEEP_ALIVE.toSeconds())
        .properties(properties)
        .build();
  }

  static MqttSubscribeMessage subscribe(String topic) {
    return MqttMessageBuilders.subscribe()
        .messageId(SUBSCRIBE_PACKET_ID)
        .addSubscription(MqttQoS.AT_LEAST_ONCE, topic)
        .build();
  }

  static MqttUnsubscribeMessage unsubscribe(String topic) {
    return MqttMessageBuilders.unsubscribe()
        .messageId(UNSUBSCRIBE_PACKET_ID)
        .addTopicFilter(topic)
        .build();
  }

  /// The properties of every publish for a version, as they stand in the packet, their length
  /// first: made once, only read afterwards.
  static byte[] publishProperties(OcppVersion version) {
    byte[] name = Topics.OCPP_PROPERTY.getBytes(UTF_8);
    byte[] value = version.subprotocol().getBytes(UTF_8);
    ByteBuf encoded = Unpooled.buffer();
    encoded
        .writeByte(1 + 2 + name.length + 2 + value.length)
        .writeByte(MqttProperties.USER_PROPERTY)
        .writeShort(name.length)
        .writeBytes(name)
        .writeShort(value.length)
        .writeBytes(value);
    return ByteBufUtil.getBytes(encoded);
  }

  /// The next attempt to publish something, which keeps its payload for another.
  ///
  /// Encoded here and not by Netty's encoder, which makes four buffers and encodes topic and
  /// properties anew each time: this is the packet that is sent most, and one copy of its payload
  /// costs less than a second buffer.
  ///
  /// @see "MQTT 5.0 §3.3"
  static ByteBuf publish(Pending pending, ByteBufAllocator allocator) {
    ByteBuf payload = pending.payload;
    // Topics are ASCII, as thing names are.
    int topicLength = pending.topic.length();
    int remaining = 2 + topicLength + 2 + pending.properties.length + payload.readableBytes();
    ByteBuf packet = allocator.directBuffer(1 + MAX_LENGTH_BYTES + remaining);
    packet.writeByte(pending.attempted ? PUBLISH_QOS_1 | DUP : PUBLISH_QOS_1);
    int rest = remaining;
    while (rest > SEVEN_BITS) {
      packet.writeByte((rest & SEVEN_BITS) | CONTINUED);
      rest >>= 7;
    }
    packet.writeByte(rest).writeShort(topicLength);
    ByteBufUtil.writeAscii(packet, pending.topic);
    return packet
        .writeShort(pending.packetId)
        .writeBytes(pending.properties)
        .writeBytes(payload, payload.readerIndex(), payload.readableBytes());
  }

  static MqttPubAckMessage publishAcknowledged(int packetId) {
    return new MqttPubAckMessage(
        new MqttFixedHeader(MqttMessageType.PUBACK, false, MqttQoS.AT_MOST_ONCE, false, 0),
        MqttMessageIdVariableHeader.from(packetId));
  }

  static MqttMessage ping() {
    return MqttMessage.PINGREQ;
  }

  static MqttMessage disconnect() {
    return new MqttMessage(
        new MqttFixedHeader(MqttMessageType.DISCONNECT, false, MqttQoS.AT_MOST_ONCE, false, 0),
        new MqttReasonCodeAndPropertiesVariableHeader(
            MqttReasonCodes.Disconnect.NORMAL_DISCONNECT.byteValue(),
            MqttProperties.NO_PROPERTIES));
  }

  /// The reason in a PUBACK, 0 where it has none.
  static int reasonOf(MqttPubAckMessage acknowledged) {
    return acknowledged.variableHeader() instanceof MqttPubReplyMessageVariableHeader reply
        ? Byte.toUnsignedInt(reply.reasonCode())
        : 0;
  }
}
