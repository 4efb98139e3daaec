package io.ocppgateway.lambdas.routing;

import java.time.Instant;

/// Which CALLs have been answered lately, and with what. Shared by all that answer.
public interface ProcessedMessages {

  /// Claims a CALL, unless it is claimed or answered already.
  ///
  /// @param now claims and answers that have expired by now count for nothing
  /// @param expiresAt when the claim lapses if nothing comes of it
  Claim claim(MessageKey key, Instant now, Instant expiresAt);

  /// Keeps the answer to a claimed CALL.
  void answered(MessageKey key, String frame, Instant expiresAt);

  /// Gives up a claim, so that the next repetition is answered.
  void release(MessageKey key);
}
