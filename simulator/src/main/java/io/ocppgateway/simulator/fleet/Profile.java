package io.ocppgateway.simulator.fleet;

/// How busy the charge points of a fleet are.
public enum Profile {
  /// Connected, booted, and silent but for what it is asked.
  IDLE,
  /// Heartbeats at the interval that the central system gives.
  HEARTBEAT,
  /// Heartbeats and a few charging sessions a day.
  DAILY,
  /// Heartbeats, and one charging session after the other.
  BUSY
}
