package io.ocppgateway.gateway.admission;

/// What asks for a CONNECT.
public enum Arrival {
  /// A charge point's handshake, still unanswered. It can be turned away, and comes back.
  HANDSHAKE,
  /// A charge point whose socket is kept while its link to the broker is gone. Never turned away:
  /// there are no more of them than sockets.
  RECONNECT
}
