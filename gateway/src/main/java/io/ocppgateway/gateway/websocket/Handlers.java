package io.ocppgateway.gateway.websocket;

/// Names of the handlers in a charge point's pipeline, in pipeline order, the charge point first.
/// Before them stands what reads a PROXY header, until it is read.
final class Handlers {

  /// Until the request is there.
  static final String HTTP = "http";

  /// After the upgrade, until they are read: bytes that came right behind the request.
  static final String EARLY_BYTES = "earlyBytes";

  /// After the upgrade.
  static final String DECODER = "decoder";

  /// After the upgrade.
  static final String ENCODER = "encoder";

  /// Until the upgrade.
  static final String UPGRADE = "upgrade";

  /// After the upgrade.
  static final String SESSION = "session";

  private Handlers() {}
}
