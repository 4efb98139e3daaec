package io.ocppgateway.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ocppgateway.bench.machine.CpuUse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class SampleTest {

  @Test
  void cpuIsSpreadOverRoundTripsAndRoundTripsOverTime() {
    Sample sample = sample(Duration.ofSeconds(2), Duration.ZERO, 100_000);

    assertThat(sample.microsPerTrip()).isEqualTo(20);
    assertThat(sample.tripsPerSecond()).isEqualTo(25_000);
    assertThat(sample.cpu().candidateShare()).isEqualTo(0.5);
  }

  @Test
  void percentilesAreInMilliseconds() {
    Histogram latencies = new Histogram(TimeUnit.SECONDS.toNanos(1), 3);
    LongStream.rangeClosed(1, 100)
        .map(TimeUnit.MILLISECONDS::toNanos)
        .forEach(latencies::recordValue);

    Sample sample = new Sample(use(Duration.ofSeconds(1), Duration.ZERO), latencies);

    assertThat(sample.millisAt(50)).isCloseTo(50, within(0.1));
    assertThat(sample.millisAt(99)).isCloseTo(99, within(0.1));
  }

  @Test
  void disturbedSamplesAreLeftOutWhileTheyAreTheFewer() {
    Sample quiet = sample(Duration.ofSeconds(1), Duration.ofMillis(50), 1_000);
    Sample disturbed = sample(Duration.ofSeconds(3), Duration.ofSeconds(1), 1_000);

    assertThat(Sample.disturbed(List.of(quiet, disturbed, quiet))).isEqualTo(1);
    assertThat(Sample.median(List.of(disturbed, quiet, quiet), Sample::microsPerTrip))
        .isEqualTo(1_000);
    assertThat(Sample.median(List.of(disturbed, disturbed, quiet), Sample::microsPerTrip))
        .isEqualTo(3_000);
  }

  private static Sample sample(Duration cpu, Duration foreign, int trips) {
    Histogram latencies = new Histogram(TimeUnit.SECONDS.toNanos(1), 3);
    latencies.recordValueWithCount(1_000, trips);
    return new Sample(use(cpu, foreign), latencies);
  }

  private static CpuUse use(Duration candidate, Duration foreign) {
    return new CpuUse(candidate, Duration.ZERO, foreign, Duration.ofSeconds(4));
  }
}
