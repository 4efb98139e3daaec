package io.ocppgateway.gateway.mqtt;

import java.time.Duration;

/// How patient links are.
///
/// @param patience how long a link that has never been up tries to connect; one that was up tries
///   for as long as it is wanted
/// @param renewal the age at which a connection is made anew at a quiet moment, because the broker
///   would end it soon; zero for never. AWS IoT Core ends one at 24 hours.
public record LinkRules(Duration patience, Duration renewal) {

  /// Holds rules.
  ///
  /// @throws IllegalArgumentException if one of them is out of range
  public LinkRules {
    if (!patience.isPositive() || renewal.isNegative()) {
      throw new IllegalArgumentException(
          "patience %s, renewal %s; the first is positive, the second not negative"
              .formatted(patience, renewal));
    }
  }
}
