package io.ocppgateway.gateway.mqtt;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.ocppgateway.gateway.transport.Outbound;

/// Pings the broker when the link is quiet, and tells when nothing comes in spite of that.
///
/// @see "MQTT 5.0 §3.1.2.10"
final class ConnectionKeepAlive extends IdleStateHandler {

  /// What the handlers behind are told.
  enum Verdict {
    /// One and a half times the keep-alive has passed without a byte.
    SILENT
  }

  /// @param keepAliveSeconds the time within which the broker wants to hear something
  ConnectionKeepAlive(int keepAliveSeconds) {
    super(keepAliveSeconds * 3 / 2, Math.max(1, keepAliveSeconds * 3 / 4), 0);
  }

  @Override
  protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) {
    if (event.state() == IdleState.WRITER_IDLE) {
      Outbound.send(ctx, Packets.ping());
    } else {
      ctx.fireUserEventTriggered(Verdict.SILENT);
    }
  }
}
