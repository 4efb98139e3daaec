package io.ocppgateway.simulator.charging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class ChargePointClockTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.500Z");

  private final ChargePointClock clock = new ChargePointClock(InstantSource.fixed(NOW));

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T03:00:00Z, 2026-01-01T03:00:00Z",
    "1999-12-31T23:59:59Z, 1999-12-31T23:59:59Z",
    "2026-01-01T02:00:00+01:00, 2026-01-01T01:00:00Z",
    "2026-01-01T00:00:02Z, 2026-01-01T00:00:00.500Z",
    "2025-12-31T23:59:59Z, 2026-01-01T00:00:00.500Z",
  })
  void followsAllButSmallDifferences(String told, Instant expected) {
    clock.follow(answer(told));

    assertThat(clock.instant()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon"})
  void whatIsNoTimeChangesNothing(String told) {
    clock.follow(answer(told));
    clock.follow(JsonNodeFactory.instance.objectNode());

    assertThat(clock.instant()).isEqualTo(NOW);
  }

  @Test
  void canBeSetBackAgain() {
    clock.follow(answer("2030-01-01T00:00:00Z"));

    clock.follow(answer("2026-01-01T00:00:00Z"));

    assertThat(clock.instant()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
  }

  private static ObjectNode answer(String currentTime) {
    return JsonNodeFactory.instance.objectNode().put("currentTime", currentTime);
  }
}
