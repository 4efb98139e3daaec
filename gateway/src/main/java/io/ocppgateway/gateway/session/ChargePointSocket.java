package io.ocppgateway.gateway.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;

/// The WebSocket of a charge point, as a [Session] sees it. Used on its event loop only.
public interface ChargePointSocket {

  /// The thread of this socket.
  EventLoop eventLoop();

  /// Tells the connections of one charge point apart in the log.
  String connectionId();

  /// Sends a text message once [#flush] is called. Takes the text over.
  ///
  /// @return false after a goodbye: it is dropped
  boolean send(ByteBuf text);

  /// Sends what waits.
  void flush();

  /// Lets messages come, or holds them back in the charge point.
  void setReading(boolean reading);

  /// Says goodbye and closes, within a few seconds at most. Sends nothing for
  /// [EndCause#CLOSED_BY_CHARGE_POINT] and [EndCause#CONNECTION_LOST].
  void close(EndCause cause);
}
