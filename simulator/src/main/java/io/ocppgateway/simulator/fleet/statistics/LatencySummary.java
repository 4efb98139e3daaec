package io.ocppgateway.simulator.fleet.statistics;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.HdrHistogram.Histogram;

/// How long CALLs took, from the moment each was wanted to its answer.
///
/// @param count how many it summarizes, with those that coordinated omission would hide; all
///   durations are zero if there are none
public record LatencySummary(
    long count,
    Duration mean,
    Duration p50,
    Duration p90,
    Duration p99,
    Duration p999,
    Duration max) {

  /// Of no CALL.
  public static final LatencySummary NONE =
      new LatencySummary(
          0,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO);

  static LatencySummary of(Histogram micros) {
    return micros.getTotalCount() == 0
        ? NONE
        : new LatencySummary(
            micros.getTotalCount(),
            ofMicros(Math.round(micros.getMean())),
            ofMicros(micros.getValueAtPercentile(50)),
            ofMicros(micros.getValueAtPercentile(90)),
            ofMicros(micros.getValueAtPercentile(99)),
            ofMicros(micros.getValueAtPercentile(99.9)),
            ofMicros(micros.getMaxValue()));
  }

  private static Duration ofMicros(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }
}
