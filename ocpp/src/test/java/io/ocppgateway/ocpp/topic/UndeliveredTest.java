package io.ocppgateway.ocpp.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.frame.MessageId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UndeliveredTest {

  @Test
  void noticeIsAFlatObject() {
    Undelivered notice = new Undelivered(new MessageId("a\"b"), Undelivered.Reason.TIMEOUT);

    byte[] json = notice.toJson();

    assertThat(new String(json, UTF_8))
        .isEqualTo("{\"messageId\":\"a\\\"b\",\"reason\":\"TIMEOUT\"}");
    assertThat(Undelivered.fromJson(json)).contains(notice);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"messageId\":\"1\"}",
        "{\"reason\":\"TIMEOUT\"}",
        "{\"messageId\":\"1\",\"reason\":\"LOST\"}",
        "{\"messageId\":{},\"reason\":\"TIMEOUT\"}"
      })
  void anythingElseIsNone(String json) {
    assertThat(Undelivered.fromJson(json.getBytes(UTF_8))).isEmpty();
  }
}
