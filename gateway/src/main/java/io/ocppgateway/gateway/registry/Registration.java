package io.ocppgateway.gateway.registry;

/// What is known of a charge point that wants to connect.
public enum Registration {
  /// The operator knows it.
  REGISTERED,
  /// The operator knows it and does not let it connect.
  DISABLED,
  /// Nobody knows it.
  UNREGISTERED
}
