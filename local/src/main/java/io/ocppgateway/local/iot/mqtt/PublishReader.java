package io.ocppgateway.local.iot.mqtt;

import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.ocppgateway.local.aws.Principal;
import io.ocppgateway.local.iot.broker.Limits;
import io.ocppgateway.local.iot.broker.ReasonCode;
import io.ocppgateway.local.iot.broker.TopicRules;
import io.ocppgateway.local.iot.message.Publish;
import java.time.Clock;

/// Reads the PUBLISH packets of one client, and finds those that IoT Core does not take. Belongs to
/// the connection's event loop.
final class PublishReader {

  private final String clientId;
  private final Principal principal;
  private final Clock clock;
  private final TopicAliases aliases = new TopicAliases();

  PublishReader(String clientId, Principal principal, Clock clock) {
    this.clientId = clientId;
    this.principal = principal;
    this.clock = clock;
  }

  /// A packet that was read.
  sealed interface Result {}

  /// The message of a packet that IoT Core takes.
  record Accepted(Publish message) implements Result {}

  /// What is wrong with a packet, with the reason code of MQTT 5 for it.
  record Fault(int reasonCode, String text) implements Result {}

  /// Reads a packet; its payload is copied.
  Result read(MqttPublishMessage packet) {
    int qos = packet.fixedHeader().qosLevel().value();
    if (qos > 1) {
      return new Fault(ReasonCode.QOS_NOT_SUPPORTED, "PUBLISH with QoS 2; allowed are 0 and 1");
    }
    int bytes = packet.payload().readableBytes();
    if (bytes > Limits.MAX_PAYLOAD_BYTES) {
      return new Fault(
          ReasonCode.PACKET_TOO_LARGE,
          "payload of %d bytes; allowed are %d".formatted(bytes, Limits.MAX_PAYLOAD_BYTES));
    }
    String topic = aliases.topic(packet).orElse(null);
    if (topic == null) {
      return new Fault(
          ReasonCode.TOPIC_ALIAS_INVALID,
          "topic alias that was never said or is above " + Limits.MAX_TOPIC_ALIASES);
    }
    String fault = TopicRules.publishFault(topic).orElse(null);
    return fault == null
        ? new Accepted(message(packet, topic, qos))
        : new Fault(ReasonCode.TOPIC_NAME_INVALID, fault);
  }

  private Publish message(MqttPublishMessage packet, String topic, int qos) {
    return new Publish(
        topic,
        PublishCodec.copy(packet.payload()),
        qos,
        packet.fixedHeader().isRetain(),
        PublishCodec.properties(packet.variableHeader().properties()),
        clientId,
        principal,
        clock.instant());
  }
}
