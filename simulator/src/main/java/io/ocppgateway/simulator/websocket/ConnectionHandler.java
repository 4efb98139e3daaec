package io.ocppgateway.simulator.websocket;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.ocppgateway.simulator.chargepoint.Line;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection, from the attempt to its end, as [Line.Events]. Owned by its event loop.
///
/// Tells of the end once, and of nothing after [#close].
final class ConnectionHandler extends SimpleChannelInboundHandler<WebSocketFrame> {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
  private static final int ABNORMAL_CLOSURE = 1006;
  private static final int NO_STATUS = 1005;

  private final Line.Events events;
  private @Nullable ChannelHandlerContext context;
  private boolean open;
  private boolean told;
  private boolean closing;
  private int closeCode = ABNORMAL_CLOSURE;
  private String closeReason = "";

  ConnectionHandler(Line.Events events) {
    this.events = events;
  }

  void onConnectFailed(Throwable cause) {
    tell(() -> events.onUnreachable(message(cause)));
  }

  void send(byte[] text) {
    if (context != null && open && !closing) {
      write(context, new TextWebSocketFrame(Unpooled.wrappedBuffer(text)));
    }
  }

  void close(int code, String reason) {
    told = true;
    closing = true;
    ChannelHandlerContext channel = context;
    if (channel == null) {
      return;
    }
    if (!open) {
      disconnect(channel);
      return;
    }
    write(channel, new CloseWebSocketFrame(new WebSocketCloseStatus(code, reason)));
    channel
        .executor()
        .schedule(() -> disconnect(channel), CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .addListener(_ -> {});
  }

  @Override
  public void handlerAdded(ChannelHandlerContext channel) {
    context = channel;
  }

  @Override
  public void channelActive(ChannelHandlerContext channel) {
    if (closing) {
      disconnect(channel);
    }
    channel.fireChannelActive();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext channel, Object event) {
    if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE && !closing) {
      open = true;
      events.onConnected();
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext channel, WebSocketFrame frame) {
    switch (frame) {
      case TextWebSocketFrame text when !closing ->
          events.onMessage(ByteBufUtil.getBytes(text.content()));
      case CloseWebSocketFrame close -> onClose(channel, close);
      // The protocol handler has answered pings; OCPP has no binary messages.
      default -> {}
    }
  }

  private void onClose(ChannelHandlerContext channel, CloseWebSocketFrame close) {
    closeCode = close.statusCode() < 0 ? NO_STATUS : close.statusCode();
    closeReason = close.reasonText();
    if (closing) {
      disconnect(channel);
    } else {
      closing = true;
      channel.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext channel) {
    if (open) {
      tell(() -> events.onClosed(closeCode, closeReason));
    } else {
      tell(() -> events.onUnreachable("the connection ended before the handshake"));
    }
  }

  /// Broken TLS, a refused handshake, a frame that breaks the protocol, a reset: the connection is
  /// of no more use.
  @Override
  public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
    if (!open) {
      tell(() -> tellHandshakeFailure(cause));
    } else if (closeReason.isEmpty()) {
      closeReason = message(cause);
    }
    disconnect(channel);
  }

  private void tellHandshakeFailure(Throwable cause) {
    HttpResponse answer =
        cause instanceof WebSocketClientHandshakeException refusal ? refusal.response() : null;
    // After 101 it is the subprotocol, or the accept key, that is wrong.
    if (answer == null || answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
      events.onUnreachable(message(cause));
    } else {
      events.onRefused(answer.status().code(), answer.status().reasonPhrase());
    }
  }

  private void tell(Runnable end) {
    if (!told) {
      told = true;
      end.run();
    }
  }

  private static void write(ChannelHandlerContext channel, WebSocketFrame frame) {
    channel.writeAndFlush(frame).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  private static void disconnect(ChannelHandlerContext channel) {
    channel.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
  }

  /// What failed, without the system call that Netty's native transport names before it.
  private static String message(Throwable cause) {
    String message = cause.getMessage();
    return message == null
        ? cause.getClass().getSimpleName()
        : message.replaceFirst("^\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ", "");
  }
}
