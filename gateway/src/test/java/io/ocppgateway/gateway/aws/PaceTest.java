package io.ocppgateway.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PaceTest {

  private long now = 1_000;

  @Test
  void callsBeginOneIntervalApart() {
    Pace pace = new Pace(10, () -> now);

    List<Long> waits = IntStream.range(0, 3).mapToObj(_ -> pace.reserve()).toList();

    assertThat(waits).containsExactly(0L, 10L, 20L);
  }

  @Test
  void quietTimesAreNotMadeUpFor() {
    Pace pace = new Pace(10, () -> now);
    pace.reserve();

    now += 1_000;
    List<Long> waits = List.of(pace.reserve(), pace.reserve());

    assertThat(waits).containsExactly(0L, 10L);
  }

  @Test
  void noPaceIsNoWait() {
    Pace pace = Pace.ofPerSecond(0);

    List<Long> waits = IntStream.range(0, 100).mapToObj(_ -> pace.reserve()).toList();

    assertThat(waits).containsOnly(0L);
  }

  @Test
  void callIsHeldBackUntilItsMoment() {
    Pace pace = Pace.ofPerSecond(20);
    long begun = System.nanoTime();

    IntStream.range(0, 5).forEach(_ -> pace.keep());

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(199));
  }
}
