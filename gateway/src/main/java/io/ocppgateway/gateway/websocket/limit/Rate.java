package io.ocppgateway.gateway.websocket.limit;

import java.time.Duration;

/// A token bucket whose whole state is one number, which the caller keeps: the time at which all
/// that was taken so far will have been paid for. It begins at any time in the past.
///
/// @param intervalNanos what one event costs
/// @param burstNanos how far ahead of time events may be
/// @see "ITU-T I.371, generic cell rate algorithm"
public record Rate(long intervalNanos, long burstNanos) {

  /// So many events in a time, all of them at once if need be.
  ///
  /// @throws IllegalArgumentException if there are none, or if they come faster than nanoseconds
  public static Rate of(int events, Duration time) {
    if (events < 1 || time.toNanos() < events) {
      throw new IllegalArgumentException("no rate: %d events in %s".formatted(events, time));
    }
    return new Rate(time.toNanos() / events, time.toNanos());
  }

  /// The state after one more event.
  ///
  /// @param paidUntil the state before
  /// @param now in nanoseconds, on the same scale as the state
  public long take(long paidUntil, long now) {
    return Math.max(paidUntil, now) + intervalNanos;
  }

  /// How long to wait until one more event fits, zero if it does now.
  public long waitNanos(long paidUntil, long now) {
    return Math.max(0, paidUntil + intervalNanos - now - burstNanos);
  }
}
