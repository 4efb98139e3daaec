package io.ocppgateway.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.ocppgateway.gateway.transport.Outbound;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Pings a charge point that is silent, and gives it up after three intervals without a single
/// byte.
///
/// A missing pong alone ends nothing: some charge points never answer pings. First in its pipeline,
/// so that it sees every byte.
///
/// @see "OCPP 2.0.1 Part 4 §5.4"
final class KeepAlive extends IdleStateHandler {

  /// What the handlers behind are told.
  enum Verdict {
    /// Three intervals have passed without a byte.
    SILENT
  }

  private static final int MAX_SILENT_INTERVALS = 3;

  private int silentIntervals;

  KeepAlive(Duration interval) {
    super(interval.toMillis(), 0, 0, TimeUnit.MILLISECONDS);
  }

  @Override
  protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) {
    silentIntervals = event.isFirst() ? 1 : silentIntervals + 1;
    if (silentIntervals < MAX_SILENT_INTERVALS) {
      // From the end of the pipeline, so that it is encoded.
      Outbound.send(ctx.channel(), new PingWebSocketFrame());
    } else {
      ctx.fireUserEventTriggered(Verdict.SILENT);
    }
  }
}
