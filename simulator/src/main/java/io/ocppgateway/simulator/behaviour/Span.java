package io.ocppgateway.simulator.behaviour;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// A duration that is left to chance, each between the bounds as likely as another.
///
/// @param max not included, unless it is `min`
public record Span(Duration min, Duration max) {

  /// Holds bounds.
  ///
  /// @throws IllegalArgumentException if `min` is negative or above `max`
  public Span {
    if (min.isNegative() || min.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "a span goes from 0 or more to no less than that, not from %s to %s".formatted(min, max));
    }
  }

  /// No chance at all.
  public static Span of(Duration always) {
    return new Span(always, always);
  }

  /// One of its durations, to the millisecond.
  public Duration pick(RandomGenerator random) {
    long width = max.minus(min).toMillis();
    return width == 0 ? min : min.plusMillis(random.nextLong(width));
  }

  /// The middle, which is the mean of many picks.
  public Duration mean() {
    return min.plus(max).dividedBy(2);
  }
}
