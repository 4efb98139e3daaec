package io.ocppgateway.simulator.charging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MeterTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private long nanos = 17;
  private Instant clock = NOW;
  private final Meter meter = new Meter(() -> nanos, () -> clock);

  @Test
  void energyIsPowerTimesTime() {
    meter.flow(11_000);
    pass(Duration.ofMinutes(30));
    meter.flow(3_600);
    pass(Duration.ofSeconds(10));

    Reading reading = meter.reading();

    assertThat(reading).isEqualTo(new Reading(clock, 5_510, 3_600));
  }

  @Test
  void nothingFlowsNothingIsCounted() {
    meter.flow(11_000);
    pass(Duration.ofHours(1));
    meter.flow(0);
    pass(Duration.ofHours(1));

    Reading reading = meter.reading();

    assertThat(reading).isEqualTo(new Reading(clock, 11_000, 0));
  }

  @Test
  void readingsInBetweenLoseNothing() {
    meter.flow(1_000);
    for (int i = 0; i < 3_600; i++) {
      pass(Duration.ofSeconds(1));
      meter.reading();
    }

    Reading reading = meter.reading();

    assertThat(reading.energyWh()).isBetween(999L, 1_000L);
  }

  @Test
  void clockThatIsSetBackTakesNoEnergyAway() {
    meter.flow(10_000);
    pass(Duration.ofHours(1));
    clock = NOW.minus(Duration.ofDays(1));

    Reading reading = meter.reading();

    assertThat(reading).isEqualTo(new Reading(clock, 10_000, 10_000));
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
    clock = clock.plus(time);
  }
}
