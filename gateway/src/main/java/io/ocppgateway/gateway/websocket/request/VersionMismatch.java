package io.ocppgateway.gateway.websocket.request;

/// What becomes of a charge point that speaks no version in common with us.
///
/// OCPP-J's text has the handshake completed and the connection closed; the Open Charge Alliance's
/// tests want no upgrade.
///
/// @see "OCPP-J 1.6 §3.2; OCPP 2.0.1 Part 4 §3.2; test cases TC_088_CSMS, TC_B_58_CSMS"
public enum VersionMismatch {
  /// Status 400, no upgrade: what the tests want.
  REFUSE,
  /// An upgrade without subprotocol, then close code 1002: what the text says.
  CLOSE
}
