package io.ocppgateway.simulator.chargepoint;

/// The connection of one charge point to its central system: none or one at a time. Never blocks.
/// What becomes of it is told to [Events], on the thread that owns the charge point.
public interface Line {

  /// Opens a connection. It ends in exactly one of [Events#onRefused], [Events#onUnreachable] and
  /// [Events#onClosed], unless [#close] ends it first: of a connection that we close, nothing more
  /// is told.
  void dial(Events events);

  /// Sends a text message, UTF-8. Without a connection, or if it breaks, the bytes are dropped and
  /// [Events#onClosed] tells.
  void send(byte[] text);

  /// Closes the connection, if there is one.
  void close(int code, String reason);

  /// What becomes of a connection.
  interface Events {

    /// The handshake is done.
    void onConnected();

    /// A text message, UTF-8.
    void onMessage(byte[] text);

    /// The connection ended after [#onConnected].
    ///
    /// @param code WebSocket close code; 1006 if the peer sent none
    void onClosed(int code, String reason);

    /// The central system answered the handshake with HTTP.
    void onRefused(int status, String reason);

    /// There is no connection, and no answer in HTTP.
    void onUnreachable(String reason);
  }
}
