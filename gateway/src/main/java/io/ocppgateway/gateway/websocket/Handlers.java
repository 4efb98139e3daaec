package io.ocppgateway.gateway.websocket;

/// Names of the handlers in a charge point's pipeline, in pipeline order, the charge point first.
final class Handlers {

  /// After bytes that are no WebSocket: drops what follows.
  static final String DEAF = "deaf";

  /// After the upgrade: pings, and tells who stays silent.
  static final String KEEP_ALIVE = "keepAlive";

  /// Until the upgrade; Netty puts its WebSocket decoder and encoder here.
  static final String HTTP = "http";

  /// Until the upgrade.
  static final String HTTP_BODY = "httpBody";

  /// Until the upgrade.
  static final String UPGRADE = "upgrade";

  /// After the upgrade: puts fragments together.
  static final String FRAGMENTS = "fragments";

  /// After the upgrade.
  static final String SESSION = "session";

  private Handlers() {}
}
