package io.ocppgateway.lambdas.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonLineEncoderTest {

  private final LoggingEvent event =
      new LoggingEvent(
          "fqcn", new LoggerContext().getLogger("a.Logger"), Level.WARN, "call", null, null);

  @Test
  void keysStandBesideTheMessage() {
    event.setInstant(Instant.parse("2026-01-31T12:00:00Z"));
    event.addKeyValuePair(new KeyValuePair("chargePointId", "CP1"));
    event.addKeyValuePair(new KeyValuePair("durationMs", 12L));
    event.addKeyValuePair(new KeyValuePair("vendor", null));

    String line = encoded();

    assertThat(line)
        .isEqualTo(
            """
            {"timestamp":"2026-01-31T12:00:00Z","level":"WARN","message":"call","chargePointId":"CP1","durationMs":12,"logger":"a.Logger"}
            """);
  }

  @Test
  void whatPeersSendCannotForgeALine() {
    event.addKeyValuePair(new KeyValuePair("action", "x\",\n\"level\":\"INFO"));

    String line = encoded();

    JsonNode json = new JsonMapper().readTree(line);
    assertThat(line.lines()).hasSize(1);
    assertThat(json.path("level").asString()).isEqualTo("WARN");
  }

  @Test
  void exceptionIsOneFieldOfTheLine() {
    LoggingEvent failed =
        new LoggingEvent(
            "fqcn",
            new LoggerContext().getLogger("a.Logger"),
            Level.ERROR,
            "call",
            new IllegalStateException("why"),
            null);

    String line = new String(new JsonLineEncoder().encode(failed), UTF_8);

    assertThat(line.lines()).hasSize(1);
    assertThat(new JsonMapper().readTree(line).path("exception").asString())
        .contains("IllegalStateException: why");
  }

  private String encoded() {
    return new String(new JsonLineEncoder().encode(event), UTF_8);
  }
}
