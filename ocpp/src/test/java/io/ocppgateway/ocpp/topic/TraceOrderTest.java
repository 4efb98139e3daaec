package io.ocppgateway.ocpp.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceOrderTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void orderIsReadAsItWasWritten() {
    TraceOrder order = new TraceOrder(NOW);

    byte[] json = order.toJson();

    assertThat(new String(json, UTF_8)).isEqualTo("{\"traceUntil\":1767225600}");
    assertThat(TraceOrder.fromJson(json)).contains(order);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "[]", "1", "{\"traceUntil\":\"1\"}", "{\"traceUntil\":1.5}", "{\"t"})
  void whatIsNoOrderIsNone(String json) {
    assertThat(TraceOrder.fromJson(json.getBytes(UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775807", "1e400", "99999999999999999999999"})
  void noTimeIsTooLateToBeRead(String time) {
    var order = TraceOrder.fromJson("{\"traceUntil\":%s}".formatted(time).getBytes(UTF_8));

    assertThat(order.map(read -> read.timeLeft(NOW)).orElse(TraceOrder.MAX))
        .isEqualTo(TraceOrder.MAX);
  }

  @Test
  void nobodyTracesForMoreThanAnHour() {
    TraceOrder order = new TraceOrder(NOW.plus(Duration.ofDays(1)));

    Duration left = order.timeLeft(NOW);

    assertThat(left).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void timeThatHasPassedIsOver() {
    assertThat(new TraceOrder(NOW).timeLeft(NOW)).isZero();
    assertThat(new TraceOrder(Instant.EPOCH).timeLeft(NOW)).isZero();
  }
}
