package io.ocppgateway.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CpuReadingTest {

  @Test
  void whatNeitherTheCandidateNorTheLoadHasUsedIsForeign() {
    CpuReading before = reading(100, 200, 1_000, 0);

    CpuUse use = reading(600, 900, 2_500, 1_000).since(before);

    assertThat(use).isEqualTo(new CpuUse(millis(500), millis(700), millis(300), millis(1_000)));
    assertThat(use.foreignShare()).isEqualTo(0.3);
    assertThat(use.isUndisturbed()).isFalse();
    assertThat(use.microsPer(1_000)).isEqualTo(500);
  }

  @Test
  void clocksThatDisagreeALittleMakeNoNegativeLoad() {
    CpuReading before = reading(0, 0, 0, 0);

    CpuUse use = reading(500, 500, 990, 1_000).since(before);

    assertThat(use.foreign()).isZero();
    assertThat(use.isUndisturbed()).isTrue();
  }

  private static CpuReading reading(long candidate, long load, long machine, long at) {
    return new CpuReading(millis(candidate), millis(load), millis(machine), millis(at));
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
