package io.ocppgateway.gateway.session;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;

/// Begins sessions.
public interface SessionOpener {

  /// Begins the session of a socket that was just upgraded; called on the socket's event loop.
  SocketListener open(ChargePointId id, OcppVersion version, ChargePointSocket socket);
}
