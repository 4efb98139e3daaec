package io.ocppgateway.ocpp.schema;

/// Which of an action's two payloads.
public enum Direction {
  /// The payload of a CALL or SEND.
  REQUEST,
  /// The payload of a CALLRESULT.
  RESPONSE
}
