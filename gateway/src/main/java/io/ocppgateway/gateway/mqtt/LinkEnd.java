package io.ocppgateway.gateway.mqtt;

/// Why a link is no more.
///
/// @param detail for the log, in a few words
public record LinkEnd(Kind kind, String detail) {

  /// What decides what becomes of the charge point's socket.
  public enum Kind {
    /// The same charge point has connected elsewhere. Never reconnect: the newer one would be
    /// thrown out.
    TAKEN_OVER,
    /// Somebody has disconnected this charge point on purpose.
    DISCONNECTED_BY_OPERATOR,
    /// The broker does not want this client or its subscription.
    REFUSED,
    /// The broker cannot be reached, or did not answer in time.
    UNREACHABLE,
    /// The broker was there and is gone.
    LOST,
    /// Messages were held back in the broker for too long: nobody here takes them.
    HELD_BACK
  }
}
