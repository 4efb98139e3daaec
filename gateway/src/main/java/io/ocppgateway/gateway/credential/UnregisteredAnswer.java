package io.ocppgateway.gateway.credential;

/// What a charge point is told that nobody knows.
public enum UnregisteredAnswer {
  /// An upgrade, then close code 1008.
  CLOSE,
  /// Status 404, no upgrade.
  REFUSE
}
