package io.ocppgateway.local.iot.mqtt;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.ocppgateway.local.iot.broker.Limits;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The short numbers that an MQTT 5 client gives to topics on one connection.
///
/// @see "MQTT 5 §3.3.2.3.4"
final class TopicAliases {

  private final Map<Integer, String> topics = new HashMap<>();

  /// The topic of a packet, empty if its alias is above the limit or was never said.
  Optional<String> topic(MqttPublishMessage packet) {
    String topic = packet.variableHeader().topicName();
    Integer alias =
        PublishCodec.number(packet.variableHeader().properties(), MqttProperties.TOPIC_ALIAS);
    if (alias == null) {
      return Optional.of(topic);
    }
    if (alias < 1 || alias > Limits.MAX_TOPIC_ALIASES) {
      return Optional.empty();
    }
    if (topic.isEmpty()) {
      return Optional.ofNullable(topics.get(alias));
    }
    topics.put(alias, topic);
    return Optional.of(topic);
  }
}
