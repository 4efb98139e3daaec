package io.ocppgateway.lambdas.routing;

/// What a CALL gets that comes a second time: a charge point's retry, or a message that was
/// delivered twice.
public enum Repetition {
  /// The answer that was given the first time. The handler runs once.
  REPLAYED,
  /// An answer of its own. For handlers that change nothing and whose answer is right only now: it
  /// saves two writes a message.
  ANSWERED_AFRESH
}
