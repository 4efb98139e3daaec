package io.ocppgateway.gateway.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CloseFramesTest {

  @Test
  void reasonThatFitsIsKept() {
    assertThat(CloseFrames.fitting("x".repeat(123))).hasSize(123);
  }

  @Test
  void longReasonIsCutAtAWholeCharacter() {
    String reason = "x".repeat(121) + "⚡⚡";

    String fitting = CloseFrames.fitting(reason);

    assertThat(fitting).isEqualTo("x".repeat(121));
    assertThat(fitting.getBytes(UTF_8).length).isLessThanOrEqualTo(123);
  }
}
