package io.ocppgateway.local.iot.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicRulesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CP1/in",
        "DE:2AABC:2AE1/out",
        "$aws/things/CP1/shadow/update",
        "$aws/things/CP1/shadow/name/config/get",
        "$aws/rules/heartbeats/CP1/in",
        "a/b/c/d/e/f/g/h"
      })
  void clientsPublishOn(String topic) {
    assertThat(TopicRules.publishFault(topic)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "CP1/+",
        "CP1/#",
        "$aws/events/presence/connected/CP1",
        "$aws/things/CP1/shadow/update/accepted",
        "$SYS/broker",
        "a/b/c/d/e/f/g/h/i"
      })
  void clientsDoNotPublishOn(String topic) {
    assertThat(TopicRules.publishFault(topic)).isPresent();
  }

  @Test
  void topicHasAtMost256Bytes() {
    assertThat(TopicRules.publishFault("a".repeat(256))).isEmpty();
    assertThat(TopicRules.publishFault("ä".repeat(128))).isEmpty();
    assertThat(TopicRules.publishFault("a".repeat(257))).isPresent();
    assertThat(TopicRules.publishFault("ä".repeat(129))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"#", "+", "+/in", "CP1/#", "$aws/things/+/shadow/name/+/update/documents"})
  void filterIsTaken(String filter) {
    assertThat(TopicRules.filterFault(filter)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CP1#", "#/in", "CP1/in#", "CP+/in", "a/++"})
  void filterIsRefused(String filter) {
    assertThat(TopicRules.filterFault(filter)).isPresent();
  }
}
