package io.ocppgateway.simulator.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ocppgateway.ocpp.OcppVersion;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {

  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  /// The table in the type's doc.
  @ParameterizedTest
  @CsvSource({
    "idle, V1_6, 0.04", "idle, V2_0_1, 0.04",
    "heartbeat, V1_6, 12", "heartbeat, V2_1, 12",
    "daily, V1_6, 13.9", "daily, V2_0_1, 13.8",
    "busy, V1_6, 100.7", "busy, V2_0_1, 95.3",
  })
  void callsPerHourAreAsDocumented(String name, OcppVersion version, double expected) {
    Profile profile = Profile.ofName(name).orElseThrow();

    assertThat(profile.callsPerHour(version, FIVE_MINUTES)).isCloseTo(expected, within(0.05));
  }

  @Test
  void idleBeatsOnceADayWhateverItIsTold() {
    assertThat(Profile.IDLE.heartbeatInterval(FIVE_MINUTES)).isEqualTo(Duration.ofDays(1));
    assertThat(Profile.HEARTBEAT.heartbeatInterval(FIVE_MINUTES)).isEqualTo(FIVE_MINUTES);
  }

  @Test
  void profileIsFoundByItsName() {
    assertThat(Profile.ALL)
        .allSatisfy(profile -> assertThat(Profile.ofName(profile.name())).contains(profile));
    assertThat(Profile.ofName("lazy")).isEmpty();
  }

  @Test
  void spanPicksBetweenItsBounds() {
    Span span = new Span(Duration.ofSeconds(3), Duration.ofSeconds(5));
    Random random = new Random(1);

    assertThat(span.mean()).isEqualTo(Duration.ofSeconds(4));
    assertThat(Span.of(FIVE_MINUTES).pick(random)).isEqualTo(FIVE_MINUTES);
    for (int i = 0; i < 1000; i++) {
      assertThat(span.pick(random)).isBetween(span.min(), span.max());
    }
  }

  @Test
  void spanThatEndsBeforeItBeginsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Span(FIVE_MINUTES, Duration.ZERO))
        .withMessageContaining("PT5M");
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "1, 0, 1", "1, 1, 0"})
  void useThatNeverStopsIsRefused(long meterSeconds, int powerW, long lengthSeconds) {
    Span length = Span.of(Duration.ofSeconds(lengthSeconds));
    Span pause = Span.of(Duration.ofSeconds(1));
    Duration meterInterval = Duration.ofSeconds(meterSeconds);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Use.Sessions(pause, length, Duration.ZERO, meterInterval, powerW));
  }
}
