package io.ocppgateway.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.ocppgateway.gateway.session.EndCause;
import io.ocppgateway.gateway.session.Session;
import io.ocppgateway.gateway.transport.Outbound;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands a charge point's frames to its session and answers those that are WebSocket's own
/// business. Last in its pipeline.
final class SessionHandler extends SimpleChannelInboundHandler<WebSocketFrame> {

  private static final Logger LOG = LoggerFactory.getLogger(SessionHandler.class);

  private final ChannelSocket socket;
  private final Session session;

  SessionHandler(ChannelSocket socket, Session session) {
    this.socket = socket;
    this.session = session;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    switch (frame) {
      case TextWebSocketFrame text -> session.onText(text.content());
      case BinaryWebSocketFrame _ -> session.end(EndCause.BINARY_MESSAGE);
      case PingWebSocketFrame ping -> socket.send(new PongWebSocketFrame(ping.content().retain()));
      case CloseWebSocketFrame goodbye -> {
        session.end(EndCause.CLOSED_BY_CHARGE_POINT);
        socket.onGoodbye(goodbye);
      }
      default -> {
        // A pong: that it came is all it says, and the keepalive has seen it.
      }
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    session.onSocketReadComplete();
    // Pongs go out even while frames do not pass.
    socket.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    session.onSocketWritable(ctx.channel().isWritable());
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    session.onSocketClosed();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == KeepAlive.Verdict.SILENT) {
      // Who is not read cannot be heard.
      boolean reading = ctx.channel().config().isAutoRead();
      session.end(reading ? EndCause.SILENT : EndCause.BROKER_STALLED);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    switch (cause) {
      case CorruptedWebSocketFrameException corrupted -> {
        session.end(causeOf(corrupted.closeStatus()));
        // The decoder has lost the thread: not even a goodbye can be told from what else comes.
        ctx.pipeline().addFirst(Handlers.DEAF, new DeafHandler());
      }
      case TooLongFrameException _ -> session.end(EndCause.MESSAGE_TOO_BIG);
      case DecoderException _ -> session.end(EndCause.PROTOCOL_ERROR);
      case IOException _ -> Outbound.close(ctx);
      default -> {
        LOG.atError()
            .addKeyValue("connectionId", socket.connectionId())
            .setCause(cause)
            .log("unexpected failure on a charge point's connection");
        session.end(EndCause.INTERNAL_ERROR);
      }
    }
  }

  private static EndCause causeOf(WebSocketCloseStatus status) {
    if (status.equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
      return EndCause.MESSAGE_TOO_BIG;
    }
    return status.equals(WebSocketCloseStatus.INVALID_PAYLOAD_DATA)
        ? EndCause.INVALID_UTF8
        : EndCause.PROTOCOL_ERROR;
  }
}
