package io.ocppgateway.simulator.behaviour;

import java.time.Duration;

/// How long a charge point waits before it connects again: the settings of OCPP 2.x, used for 1.6
/// too.
///
/// @param waitMinimum `RetryBackOffWaitMinimum`: the first wait, before chance is added
/// @param randomRange `RetryBackOffRandomRange`: at most this is added, anew each time
/// @param repeatTimes `RetryBackOffRepeatTimes`: how often the wait is doubled
/// @see "OCPP 2.0.1 Part 4 §5.3, errata §4.12"
public record RetryBackOff(Duration waitMinimum, Duration randomRange, int repeatTimes) {

  /// 2 to 4 seconds, doubled up to 64 to 66.
  public static final RetryBackOff STANDARD =
      new RetryBackOff(Duration.ofSeconds(2), Duration.ofSeconds(2), 5);

  /// Holds settings.
  ///
  /// @throws IllegalArgumentException if one is negative, or if the wait is doubled beyond 20 times
  public RetryBackOff {
    if (waitMinimum.isNegative() || randomRange.isNegative()) {
      throw new IllegalArgumentException(
          "a wait is not negative: minimum %s, random range %s"
              .formatted(waitMinimum, randomRange));
    }
    if (repeatTimes < 0 || repeatTimes > 20) {
      throw new IllegalArgumentException("the wait is doubled 0 to 20 times, not " + repeatTimes);
    }
  }
}
