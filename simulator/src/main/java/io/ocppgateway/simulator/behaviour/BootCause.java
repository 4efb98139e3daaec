package io.ocppgateway.simulator.behaviour;

/// Why a charge point tells that it booted: a field in 2.x, unspoken in 1.6.
///
/// @see "OCPP 2.0.1 Part 2 §3.9 BootReasonEnumType"
public enum BootCause {
  /// Power came.
  POWER_UP("PowerUp"),
  /// The central system asked for a reset.
  REMOTE_RESET("RemoteReset"),
  /// The central system asked for the notification itself.
  TRIGGERED("Triggered");

  private final String wireText;

  BootCause(String wireText) {
    this.wireText = wireText;
  }

  String wireText() {
    return wireText;
  }
}
