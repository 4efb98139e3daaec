package io.ocppgateway.local.iot.broker;

/// Why a connection ended, by the names of AWS IoT Core's presence events.
///
/// @see "AWS IoT Core developer guide: lifecycle events"
public enum DisconnectReason {
  /// DISCONNECT without a wish for the will, or a WebSocket close frame.
  CLIENT_INITIATED_DISCONNECT,
  /// A policy does not allow what the client did.
  AUTH_ERROR,
  /// The client broke a rule or a limit.
  CLIENT_ERROR,
  /// The socket closed.
  CONNECTION_LOST,
  /// The same client id connected elsewhere.
  DUPLICATE_CLIENTID,
  /// Nothing was heard for one and a half keep-alive intervals.
  MQTT_KEEP_ALIVE_TIMEOUT,
  /// The operator ended it, or IoT Core closes.
  SERVER_INITIATED_DISCONNECT
}
