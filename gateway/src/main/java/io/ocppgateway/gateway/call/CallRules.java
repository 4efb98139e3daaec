package io.ocppgateway.gateway.call;

import java.time.Duration;

/// What a charge point is spared.
///
/// @param maxWaiting how many commands may wait for the one that is in flight, at least 1
/// @param timeout how long a charge point may take to answer, positive
/// @param settle how long a charge point gets no CALL once it can be heard, unless its own first
///   CALL is answered before; zero for no such time
public record CallRules(int maxWaiting, Duration timeout, Duration settle) {

  /// Holds rules.
  ///
  /// @throws IllegalArgumentException if one of them is out of range
  public CallRules {
    if (maxWaiting < 1 || !timeout.isPositive() || settle.isNegative()) {
      throw new IllegalArgumentException(
          "maxWaiting %d, timeout %s, settle %s; the first is at least 1, the second positive, the third not negative"
              .formatted(maxWaiting, timeout, settle));
    }
  }
}
