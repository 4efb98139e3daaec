package io.ocppgateway.simulator.chargepoint;

/// Where a charge point is between its first attempt to connect and its end.
public enum Phase {
  /// Not started.
  NEW,
  /// In an attempt to connect.
  DIALING,
  /// With an open connection, accepted or not.
  CONNECTED,
  /// Between two attempts.
  WAITING,
  /// For good.
  ENDED
}
