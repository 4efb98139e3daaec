package io.ocppgateway.local.iot.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.ocppgateway.local.iot.broker.Limits;
import org.junit.jupiter.api.Test;

class TopicAliasesTest {

  private final TopicAliases aliases = new TopicAliases();

  private static MqttPublishMessage packet(String topic, int alias) {
    MqttProperties properties = new MqttProperties();
    properties.add(new MqttProperties.IntegerProperty(MqttProperties.TOPIC_ALIAS, alias));
    return MqttMessageBuilders.publish()
        .topicName(topic)
        .qos(MqttQoS.AT_MOST_ONCE)
        .properties(properties)
        .payload(Unpooled.EMPTY_BUFFER)
        .build();
  }

  @Test
  void aTopicIsSaidOnceAndThenMeantByItsAlias() {
    assertThat(aliases.topic(packet("CP1/in", 1))).contains("CP1/in");

    assertThat(aliases.topic(packet("", 1))).contains("CP1/in");
  }

  @Test
  void anAliasMayChangeItsTopic() {
    aliases.topic(packet("CP1/in", 1));

    assertThat(aliases.topic(packet("CP2/in", 1))).contains("CP2/in");
    assertThat(aliases.topic(packet("", 1))).contains("CP2/in");
  }

  @Test
  void anAliasThatWasNeverSaidOrIsOutOfRangeMeansNothing() {
    assertThat(aliases.topic(packet("", 1))).isEmpty();
    assertThat(aliases.topic(packet("CP1/in", 0))).isEmpty();
    assertThat(aliases.topic(packet("CP1/in", Limits.MAX_TOPIC_ALIASES + 1))).isEmpty();
  }
}
