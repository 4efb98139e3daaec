package io.ocppgateway.ocpp.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class FrameTest {

  private static final MessageId ID = new MessageId("1");

  @Test
  void descriptionIsCutAt255Characters() {
    String tooLong = "x".repeat(300);

    assertThat(error(tooLong).description()).hasSize(255);
    assertThat(resultError(tooLong).description()).hasSize(255);
    assertThat(error("x".repeat(255)).description()).hasSize(255);
  }

  @Test
  void descriptionIsNotCutWithinAPair() {
    assertThat(error("x".repeat(254) + "🚗🚗").description()).isEqualTo("x".repeat(254));
  }

  private static Frame.CallError error(String description) {
    return new Frame.CallError(
        ID, "GenericError", description, JsonNodeFactory.instance.objectNode());
  }

  private static Frame.CallResultError resultError(String description) {
    return new Frame.CallResultError(
        ID, "GenericError", description, JsonNodeFactory.instance.objectNode());
  }
}
