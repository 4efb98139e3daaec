package io.ocppgateway.gateway.mqtt;

import io.ocppgateway.gateway.mqtt.reconnect.ReconnectGate;

/// What a [Link] is about; each state holds what exists in it.
sealed interface LinkState {

  /// Until it is time to connect.
  record Waiting() implements LinkState {}

  /// At the gate.
  record InLine(ReconnectGate.Pass pass) implements LinkState {}

  /// Up to the SUBACK.
  record Connecting(Connection connection) implements LinkState {}

  /// Messages pass.
  ///
  /// @param since when, in nanoseconds
  record Up(Connection connection, long since) implements LinkState {}

  /// Nothing is wanted any more but the acknowledgements that are missing.
  record Finishing(Connection connection) implements LinkState {}

  /// No more.
  record Closed() implements LinkState {}
}
