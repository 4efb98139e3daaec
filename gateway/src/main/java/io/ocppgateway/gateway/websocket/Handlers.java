package io.ocppgateway.gateway.websocket;

/// Names of the handlers in a charge point's pipeline, in pipeline order, the charge point first.
final class Handlers {

  /// Before and after the upgrade: ends what stays silent.
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
  static final String FRAMES = "frames";

  private Handlers() {}
}
