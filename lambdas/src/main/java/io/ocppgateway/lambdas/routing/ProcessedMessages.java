package io.ocppgateway.lambdas.routing;

import java.time.Instant;

/// Which CALLs have been answered lately, and with what. Shared by all that answer.
public interface ProcessedMessages {

  /// Claims a CALL, unless it is claimed or answered already.
  ///
  /// @param now claims and answers that have expired by now count for nothing
  /// @param expiresAt when the claim lapses if nothing comes of it
  Claim claim(MessageKey key, Instant now, Instant expiresAt);

  /// Keeps the answer to a claimed CALL. Does nothing if the claim has lapsed and another holds the
  /// CALL, or has answered it.
  void answered(MessageKey key, Claim.Granted claim, String frame, Instant expiresAt);

  /// Gives up a claim, so that the next repetition is answered. Does nothing if the CALL is
  /// another's by now, or answered.
  void release(MessageKey key, Claim.Granted claim);
}
