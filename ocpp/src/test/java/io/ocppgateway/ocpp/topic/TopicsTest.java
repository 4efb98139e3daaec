package io.ocppgateway.ocpp.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.ChargePointId;
import org.junit.jupiter.api.Test;

class TopicsTest {

  private static final ChargePointId ID = ChargePointId.ofIdentity("DE*ABC/E1").orElseThrow();

  @Test
  void topicsBeginWithTheThingName() {
    assertThat(Topics.in(ID)).isEqualTo("DE:2AABC:2FE1/in");
    assertThat(Topics.out(ID)).isEqualTo("DE:2AABC:2FE1/out");
    assertThat(Topics.undelivered(ID)).isEqualTo("DE:2AABC:2FE1/undelivered");
  }

  @Test
  void filtersTakeTheTopicsOfEveryChargePoint() {
    assertThat(Topics.in(ID)).endsWith(Topics.ALL_IN.substring(1));
    assertThat(Topics.out(ID)).endsWith(Topics.ALL_OUT.substring(1));
    assertThat(Topics.undelivered(ID)).endsWith(Topics.ALL_UNDELIVERED.substring(1));
  }
}
