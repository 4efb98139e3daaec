package io.ocppgateway.ocpp.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  @Test
  void writtenInUtcWithWholeSeconds() {
    Instant time = Instant.parse("2026-01-31T12:00:00.987654321Z");

    String text = Timestamps.format(time);

    assertThat(text).isEqualTo("2026-01-31T12:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
    "2026-01-31t12:00:00z, 2026-01-31T12:00:00Z",
    "2026-01-31T12:00:00.5Z, 2026-01-31T12:00:00.500Z",
    "2026-01-31T12:00:00.123456789Z, 2026-01-31T12:00:00.123456789Z",
    "2026-01-31T12:00:00+02:00, 2026-01-31T10:00:00Z",
    "2026-01-31T12:00:00+0200, 2026-01-31T10:00:00Z",
    "2026-01-31T12:00:00+02, 2026-01-31T10:00:00Z",
    "2026-01-31T12:00:00.1-05:30, 2026-01-31T17:30:00.100Z",
    "2026-01-31T12:00:00, 2026-01-31T12:00:00Z",
    "2026-01-31 12:00:00, 2026-01-31T12:00:00Z",
    "2026-01-31T12:00Z, 2026-01-31T12:00:00Z",
    "' 2026-01-31T12:00:00Z ', 2026-01-31T12:00:00Z"
  })
  void readAsTheFieldWritesThem(String text, Instant expected) {
    Optional<Instant> time = Timestamps.parse(text);

    assertThat(time).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "now", "2026-13-01T00:00:00Z", "2026-01-31", "1769860800"})
  void whatIsNoTimeIsAValue(String text) {
    Optional<Instant> time = Timestamps.parse(text);

    assertThat(time).isEmpty();
  }
}
