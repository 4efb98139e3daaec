package io.ocppgateway.gateway.mqtt.reconnect;

/// Why a connection to the broker is no more.
///
/// @param detail for the log, in a few words
/// @param reasonCode of the broker's DISCONNECT; 0 if there was none
public record LinkEnd(Kind kind, String detail, int reasonCode) {

  /// What decides what becomes of the charge point's socket.
  public enum Kind {
    /// The same charge point has connected elsewhere. Never reconnect: the newer one would be
    /// thrown out.
    TAKEN_OVER,
    /// Somebody has disconnected this charge point on purpose.
    DISCONNECTED_BY_OPERATOR,
    /// The broker does not want this client or its subscription, and will not want it later.
    REFUSED,
    /// The broker cannot be reached, did not answer in time, or has no room now.
    UNREACHABLE,
    /// The broker was there and is gone, with a reason or in silence.
    LOST,
    /// The broker has ended the connection over something that it was sent.
    OBJECTED,
    /// The broker has closed the connection without a word, as some do at a takeover.
    CUT,
    /// It was time for a new connection, before the broker would end the old one.
    RENEWED
  }

  /// An end without a DISCONNECT.
  public LinkEnd(Kind kind, String detail) {
    this(kind, detail, 0);
  }
}
