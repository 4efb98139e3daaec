package io.ocppgateway.gateway.drain;

import java.time.Duration;

/// How long a gateway takes to leave.
///
/// @param notice how long it still takes charge points after it has ceased to be ready, until the
///   load balancer sends it no more
/// @param length from the beginning to the last WebSocket's goodbye, the notice included
public record DrainSettings(Duration notice, Duration length) {

  /// What remains of the length for calls that are under way when the last goodbye is due: a
  /// quarter.
  private static final int RESERVE = 4;

  /// Holds settings.
  ///
  /// @throws IllegalArgumentException if the notice takes all the time there is
  public DrainSettings {
    if (notice.isNegative() || notice.compareTo(length) > 0) {
      throw new IllegalArgumentException(
          "a notice of %s in a drain of %s; it is part of it".formatted(notice, length));
    }
  }

  /// The time within which all goodbyes are due.
  Duration window() {
    return afterNotice().minus(afterNotice().dividedBy(RESERVE));
  }

  Duration afterNotice() {
    return length.minus(notice);
  }
}
