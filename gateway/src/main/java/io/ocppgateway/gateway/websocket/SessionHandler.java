package io.ocppgateway.gateway.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.ocppgateway.gateway.session.EndCause;
import io.ocppgateway.gateway.session.SocketListener;
import io.ocppgateway.gateway.transport.Outbound;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands a charge point's messages to its session and answers the frames that are WebSocket's own
/// business. Last in its pipeline.
final class SessionHandler extends SimpleChannelInboundHandler<WebSocketFrame> {

  private static final Logger LOG = LoggerFactory.getLogger(SessionHandler.class);

  private final ChannelSocket socket;
  private final SocketListener session;
  private final MessageAssembler assembler;
  private final Pace pace;
  private final KeepAlive keepAlive;

  /// @param pace at which frames may come
  SessionHandler(
      ChannelSocket socket,
      SocketListener session,
      MessageAssembler assembler,
      Pace pace,
      KeepAlive keepAlive) {
    this.socket = socket;
    this.session = session;
    this.assembler = assembler;
    this.pace = pace;
    this.keepAlive = keepAlive;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    keepAlive.start();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    keepAlive.stop();
    assembler.discard();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    pace.onFrame();
    if (frame instanceof CloseWebSocketFrame goodbye) {
      session.end(EndCause.CLOSED_BY_CHARGE_POINT);
      socket.onGoodbye(goodbye);
    } else if (!socket.isClosing()) {
      onFrame(ctx, frame);
    }
  }

  private void onFrame(ChannelHandlerContext ctx, WebSocketFrame frame) {
    switch (frame) {
      case PingWebSocketFrame _, PongWebSocketFrame _ when frame.rsv() != 0 ->
          session.end(EndCause.PROTOCOL_ERROR);
      case PingWebSocketFrame ping -> socket.send(new PongWebSocketFrame(ping.content().retain()));
      case PongWebSocketFrame _ -> {
        // That it came is all it says, and the decoder has seen it.
      }
      default -> onData(assembler.accept(frame, ctx.alloc()));
    }
  }

  private void onData(MessageAssembler.Step step) {
    switch (step) {
      case MessageAssembler.Step.Message(ByteBuf text) -> {
        try {
          session.onText(text);
        } finally {
          text.release();
        }
      }
      case MessageAssembler.Step.Incomplete _ -> {
        // The rest is to come.
      }
      case MessageAssembler.Step.Violation(EndCause cause) -> session.end(cause);
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
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    switch (cause) {
      case CorruptedWebSocketFrameException corrupted -> {
        session.end(causeOf(corrupted.closeStatus()));
        // It has lost the thread: not even a goodbye can be told from what else comes. By itself it
        // would pass over it byte by byte.
        ctx.pipeline().get(FrameDecoder.class).goDeaf();
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
