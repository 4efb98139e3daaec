package io.ocppgateway.gateway.rate;

import java.time.Duration;

/// A token bucket whose whole state is one number, which the caller keeps: the time at which all
/// that was taken so far will have been paid for. It begins at any time in the past.
///
/// @param intervalNanos what one event costs
/// @param burstNanos how far ahead of time events may be
/// @see "ITU-T I.371, generic cell rate algorithm"
public record Rate(long intervalNanos, long burstNanos) {

  private static final int PART_AT_ONCE = 5;

  /// So many events in a time, all of them at once if need be.
  ///
  /// @throws IllegalArgumentException if there are none, or if they come faster than nanoseconds
  public static Rate of(int events, Duration time) {
    check(events, time);
    return new Rate(time.toNanos() / events, time.toNanos());
  }

  /// So many events in any time of this length, wherever it begins, and never one more. A fifth of
  /// them, and one, may come at once; in the long run it is four fifths that come.
  ///
  /// @throws IllegalArgumentException if there are none, or if they come faster than nanoseconds
  static Rate inAny(Duration time, int events) {
    check(events, time);
    int atOnce = events / PART_AT_ONCE;
    long intervalNanos = Math.ceilDiv(time.toNanos(), events - atOnce);
    return new Rate(intervalNanos, (1 + atOnce) * intervalNanos);
  }

  /// The state after one more event.
  ///
  /// @param paidUntil the state before
  /// @param now in nanoseconds, on the same scale as the state
  public long take(long paidUntil, long now) {
    return take(paidUntil, intervalNanos, now);
  }

  /// How long to wait until one more event fits, zero if it does now.
  public long waitNanos(long paidUntil, long now) {
    return waitNanos(paidUntil, intervalNanos, now);
  }

  /// The state after an event that costs something else.
  long take(long paidUntil, long costNanos, long now) {
    return Math.max(paidUntil, now) + costNanos;
  }

  /// How long to wait until such an event fits. One that costs more than a burst does once all
  /// before it are paid for.
  long waitNanos(long paidUntil, long costNanos, long now) {
    return Math.max(0, paidUntil - now - Math.max(0, burstNanos - costNanos));
  }

  private static void check(int events, Duration time) {
    if (events < 1 || time.toNanos() < events) {
      throw new IllegalArgumentException("no rate: %d events in %s".formatted(events, time));
    }
  }
}
