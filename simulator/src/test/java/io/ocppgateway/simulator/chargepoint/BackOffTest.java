package io.ocppgateway.simulator.chargepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.simulator.behaviour.RetryBackOff;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackOffTest {

  private static final Random NO_CHANCE =
      new Random() {
        @Override
        public long nextLong(long bound) {
          return 0;
        }
      };

  @Test
  void waitDoublesUpToTheLastAndStays() {
    BackOff backOff =
        new BackOff(new RetryBackOff(Duration.ofSeconds(3), Duration.ofSeconds(1), 2), NO_CHANCE);

    LongStream waits = IntStream.range(0, 5).mapToLong(_ -> backOff.next().toSeconds());

    assertThat(waits.toArray()).containsExactly(3, 6, 12, 12, 12);
  }

  @Test
  void successBeginsAnew() {
    BackOff backOff =
        new BackOff(new RetryBackOff(Duration.ofSeconds(3), Duration.ZERO, 5), NO_CHANCE);
    backOff.next();
    backOff.next();

    backOff.succeeded();

    assertThat(backOff.next()).hasSeconds(3);
  }

  @Test
  void chanceIsAddedAnewEachTimeWithinItsRange() {
    BackOff backOff =
        new BackOff(
            new RetryBackOff(Duration.ofSeconds(10), Duration.ofSeconds(5), 0), new Random(42));

    long[] waits = IntStream.range(0, 200).mapToLong(_ -> backOff.next().toMillis()).toArray();

    assertThat(LongStream.of(waits).distinct().count()).isGreaterThan(150);
    assertThat(LongStream.of(waits).min().orElseThrow()).isBetween(10_000L, 10_500L);
    assertThat(LongStream.of(waits).max().orElseThrow()).isBetween(14_500L, 15_000L);
  }
}
