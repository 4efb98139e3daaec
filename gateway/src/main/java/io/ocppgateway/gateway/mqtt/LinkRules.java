package io.ocppgateway.gateway.mqtt;

import java.time.Duration;

/// How patient links are, how fast, and what they say of themselves.
///
/// @param stack names the stack in each message; empty for a gateway that names none
/// @param patience how long a link that has never been up tries to connect; one that was up tries
///   for as long as it is wanted
/// @param renewal the age at which a connection is made anew at a quiet moment, because the broker
///   would end it soon; zero for never. AWS IoT Core ends one at 24 hours.
/// @param maxBacklogBytes what may wait for the broker on all links together before charge points
///   are read no further, each with little of its own
/// @param publishesPerSecond how many publishes of a link the broker gets in any second; 0 for any
///   number. AWS IoT Core discards what is beyond 100, counted together with what it sends.
/// @param silentTakeovers whether the broker ends the older connection of a client id without a
///   DISCONNECT, so that one that is cut off again and again is taken for the older one
public record LinkRules(
    String stack,
    Duration patience,
    Duration renewal,
    long maxBacklogBytes,
    int publishesPerSecond,
    boolean silentTakeovers) {

  /// Longer than any process runs.
  static final Duration FOREVER = Duration.ofDays(36_500);

  /// Holds rules.
  ///
  /// @throws IllegalArgumentException if one of them is out of range
  public LinkRules {
    if (!patience.isPositive()
        || renewal.isNegative()
        || maxBacklogBytes < 0
        || publishesPerSecond < 0) {
      throw new IllegalArgumentException(
          "patience %s, renewal %s, maxBacklogBytes %d, publishesPerSecond %d; the first is positive, the others not negative"
              .formatted(patience, renewal, maxBacklogBytes, publishesPerSecond));
    }
  }
}
