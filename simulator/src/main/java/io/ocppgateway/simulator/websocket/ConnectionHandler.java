package io.ocppgateway.simulator.websocket;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.ScheduledFuture;
import io.ocppgateway.simulator.chargepoint.Line;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection, from the attempt to its end, as [Line.Events]. Owned by its event loop.
///
/// Tells of the end once, and of nothing after [#close] or [#abort].
final class ConnectionHandler extends SimpleChannelInboundHandler<WebSocketFrame> {

  /// More than AWS IoT Core carries, 128 KB, so that it is not the charge point that refuses.
  static final int MAX_MESSAGE_BYTES = 1024 * 1024;

  /// From the look at the host's name to the end of the handshake.
  private static final Duration SET_UP_TIMEOUT = Duration.ofSeconds(30);

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
  private static final int ABNORMAL_CLOSURE = 1006;
  private static final int NO_STATUS = 1005;

  private final Line.Events events;
  private final boolean answersPings;
  private @Nullable ChannelHandlerContext context;
  private @Nullable ScheduledFuture<?> setUpTimeout;
  private @Nullable Fragments fragments;
  private boolean open;
  private boolean told;
  private boolean closing;
  private int closeCode = ABNORMAL_CLOSURE;
  private String closeReason = "";

  ConnectionHandler(Line.Events events, boolean answersPings) {
    this.events = events;
    this.answersPings = answersPings;
  }

  /// The attempt begins.
  void onDialing(EventLoop loop) {
    setUpTimeout =
        loop.schedule(this::onSetUpTimeout, SET_UP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }

  void onConnectFailed(Throwable cause) {
    endOfSetUp();
    tell(() -> events.onUnreachable(message(cause)));
  }

  /// The handshake is done.
  void onUpgraded() {
    endOfSetUp();
    if (!closing) {
      open = true;
      events.onConnected();
    }
  }

  boolean isClosing() {
    return closing;
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
    // What has stopped reading would not see the answer.
    channel.channel().config().setAutoRead(true);
    write(channel, new CloseWebSocketFrame(new WebSocketCloseStatus(code, reason)));
    channel
        .executor()
        .schedule(() -> disconnect(channel), CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .addListener(_ -> {});
  }

  /// Ends the connection as a torn cable does: no close frame.
  void abort() {
    told = true;
    closing = true;
    if (context != null) {
      disconnect(context);
    }
  }

  /// Leaves in the socket whatever comes from now on.
  void stopReading() {
    if (context != null) {
      context.channel().config().setAutoRead(false);
    }
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
  protected void channelRead0(ChannelHandlerContext channel, WebSocketFrame frame) {
    switch (frame) {
      case CloseWebSocketFrame close -> onClose(channel, close);
      case PingWebSocketFrame ping when answersPings && !closing ->
          write(channel, new PongWebSocketFrame(ping.content().retain()));
      case TextWebSocketFrame text when !closing -> onText(channel, text);
      case ContinuationWebSocketFrame next when !closing -> onContinuation(channel, next);
      // OCPP has no binary messages, and a pong asks for nothing.
      default -> {}
    }
  }

  private void onText(ChannelHandlerContext channel, TextWebSocketFrame text) {
    if (text.isFinalFragment()) {
      events.onMessage(ByteBufUtil.getBytes(text.content()));
    } else {
      fragments = new Fragments();
      collect(channel, fragments, text);
    }
  }

  private void onContinuation(ChannelHandlerContext channel, ContinuationWebSocketFrame next) {
    Fragments message = fragments;
    if (message == null) {
      return;
    }
    collect(channel, message, next);
    if (next.isFinalFragment() && !closing) {
      fragments = null;
      events.onMessage(message.bytes());
    }
  }

  private void collect(ChannelHandlerContext channel, Fragments message, WebSocketFrame part) {
    if (!message.add(part.content(), MAX_MESSAGE_BYTES)) {
      closeCode = WebSocketCloseStatus.MESSAGE_TOO_BIG.code();
      closeReason = "a message of more than %d bytes".formatted(MAX_MESSAGE_BYTES);
      closing = true;
      channel
          .writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.MESSAGE_TOO_BIG))
          .addListener(ChannelFutureListener.CLOSE);
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
    endOfSetUp();
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

  private void onSetUpTimeout() {
    boolean connected = context != null && context.channel().isActive();
    tell(() ->
        events.onUnreachable(
            "%s within %d s"
                .formatted(
                    connected ? "no answer to the handshake" : "no connection",
                    SET_UP_TIMEOUT.toSeconds())));
    abort();
  }

  private void endOfSetUp() {
    if (setUpTimeout != null) {
      setUpTimeout.cancel(false);
      setUpTimeout = null;
    }
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
