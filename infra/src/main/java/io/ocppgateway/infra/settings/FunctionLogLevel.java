package io.ocppgateway.infra.settings;

/// What the functions log.
public enum FunctionLogLevel {
  /// What went wrong, and what happens seldom.
  INFO,
  /// A line of each CALL, too.
  DEBUG
}
