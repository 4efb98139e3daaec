package io.ocppgateway.gateway.call;

/// What an answer from the charge point turned out to be.
public enum AnswerFate {
  /// The answer to the CALL in flight.
  EXPECTED,
  /// To a CALL that was given up before.
  LATE,
  /// To a CALL that was answered before.
  DUPLICATE,
  /// To no CALL that is remembered: never sent, not sent yet, or given up long ago.
  UNKNOWN
}
