package io.ocppgateway.gateway.mqtt;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.UserProperty;
import io.netty.handler.codec.mqtt.MqttPubAckMessage;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
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

  /// The properties of every publish for a version: made once, only read afterwards.
  static MqttProperties publishProperties(OcppVersion version) {
    MqttProperties properties = new MqttProperties();
    properties.add(new UserProperty(Topics.OCPP_PROPERTY, version.subprotocol()));
    return properties;
  }

  /// The next attempt to publish something, which keeps its payload for another.
  static MqttPublishMessage publish(Pending pending) {
    return new MqttPublishMessage(
        new MqttFixedHeader(
            MqttMessageType.PUBLISH, pending.attempted, MqttQoS.AT_LEAST_ONCE, false, 0),
        new MqttPublishVariableHeader(pending.topic, pending.packetId, pending.properties),
        pending.payload.retainedDuplicate());
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
