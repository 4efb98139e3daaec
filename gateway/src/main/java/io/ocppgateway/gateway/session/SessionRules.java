package io.ocppgateway.gateway.session;

import io.ocppgateway.gateway.call.CallRules;
import java.time.Duration;

/// What charge points are spared, and what they may do before they are sent away.
///
/// @param calls by which they are called
/// @param maxNotReading how long one may take nothing of what it is sent
/// @param maxInvalidFrames how many messages in a row may be no frames; 0 for any number
/// @param maxUnanswered how many commands in a row may time out; 0 for any number
/// @param strictMessageIds whether their own ids may be no longer than OCPP allows
public record SessionRules(
    CallRules calls,
    Duration maxNotReading,
    int maxInvalidFrames,
    int maxUnanswered,
    boolean strictMessageIds) {

  /// Holds rules.
  ///
  /// @throws IllegalArgumentException if one of them is out of range
  public SessionRules {
    if (!maxNotReading.isPositive() || maxInvalidFrames < 0 || maxUnanswered < 0) {
      throw new IllegalArgumentException(
          "maxNotReading %s, maxInvalidFrames %d, maxUnanswered %d; the first is positive, the others not negative"
              .formatted(maxNotReading, maxInvalidFrames, maxUnanswered));
    }
  }

  /// Whether so many messages in a row that are no frames are too many.
  boolean isTooMany(int invalidFrames) {
    return maxInvalidFrames > 0 && invalidFrames > maxInvalidFrames;
  }

  /// Whether so many commands in a row that timed out are too many.
  boolean isDeaf(int unanswered) {
    return maxUnanswered > 0 && unanswered >= maxUnanswered;
  }
}
