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
import io.ocppgateway.gateway.websocket.message.MessageAssembler;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands a charge point's messages to its session and answers the frames that are WebSocket's own
/// business. Last in its pipeline.
final class SessionHandler extends SimpleChannelInboundHandler<WebSocketFrame> {

  private static final Logger LOG = LoggerFactory.getLogger(SessionHandler.class);

  private final ChannelSocket socket;
  private final SocketListener session;
  private final FrameDecoder decoder;
  private final MessageAssembler assembler;
  private final UnfinishedMessage unfinished;
  private final Pace pace;
  private final KeepAlive keepAlive;

  /// @param decoder of the frames that come
  SessionHandler(
      Reception reception,
      ChannelSocket socket,
      SocketListener session,
      FrameDecoder decoder,
      MessageAssembler assembler) {
    this.socket = socket;
    this.session = session;
    this.decoder = decoder;
    this.assembler = assembler;
    SocketSettings settings = reception.settings();
    unfinished =
        new UnfinishedMessage(
            socket,
            session,
            reception.unfinished(),
            reception.ticker(),
            settings.messages().timeout());
    pace = new Pace(socket, decoder, reception.events(), reception.frameRate());
    keepAlive =
        new KeepAlive(socket, session, decoder, reception.ticker(), settings.pingInterval());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    keepAlive.start();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    keepAlive.stop();
    assembler.discard();
    unfinished.stop();
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
        unfinished.onMessage();
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
    unfinished.onReadComplete(decoder.unfinishedBytes() + assembler.heldBytes());
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
        decoder.goDeaf();
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
