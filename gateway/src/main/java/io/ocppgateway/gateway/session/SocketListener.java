package io.ocppgateway.gateway.session;

import io.netty.buffer.ByteBuf;

/// What a charge point's socket tells its session. Called on the socket's event loop.
public interface SocketListener {

  /// A text message came from the charge point.
  ///
  /// @param text the socket's own
  void onText(ByteBuf text);

  /// All that the charge point has sent so far was handed over: the time to flush.
  void onSocketReadComplete();

  /// The socket can take more, or should get no more for now.
  void onSocketWritable(boolean writable);

  /// For a while the charge point could not be heard, because the session does not let the socket
  /// be read. Told again and again while that lasts.
  void onSocketUnheard();

  /// The socket is closed for good.
  void onSocketClosed();

  /// Something makes an end of this connection: the session says goodbye.
  void end(EndCause cause);
}
