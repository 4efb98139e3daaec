package io.ocppgateway.gateway.mqtt.reconnect;

import java.time.Duration;

/// When a connection is made anew before the broker would end it: at the first quiet moment once it
/// is old enough, or in the midst when none comes.
///
/// @param nanos until it is looked for a quiet moment; zero for never
/// @param looks how often one was looked for in vain
public record Renewal(long nanos, int looks) {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
  private static final int MAX_LOOKS = 90;

  /// Of a new connection.
  ///
  /// @param nanos the age at which it is old enough; zero for never
  public static Renewal after(long nanos) {
    return new Renewal(nanos, 0);
  }

  /// Whether there is one at all.
  public boolean isWanted() {
    return nanos > 0;
  }

  /// Whether there is time to look for a quiet moment again.
  public boolean mayWait() {
    return looks < MAX_LOOKS;
  }

  /// The next look.
  public Renewal later() {
    return new Renewal(BETWEEN_LOOKS.toNanos(), looks + 1);
  }
}
