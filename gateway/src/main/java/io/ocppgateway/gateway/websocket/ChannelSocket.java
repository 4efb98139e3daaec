package io.ocppgateway.gateway.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.ScheduledFuture;
import io.ocppgateway.gateway.session.ChargePointSocket;
import io.ocppgateway.gateway.session.EndCause;
import io.ocppgateway.gateway.transport.Outbound;
import io.ocppgateway.gateway.websocket.deflate.Compression;
import io.ocppgateway.gateway.websocket.message.MessageAssembler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A charge point's socket on a Netty channel that was upgraded. Owned by the channel's event loop.
///
/// A goodbye of ours leaves the connection open until the charge point's own comes: closing at once
/// could reset the connection before the charge point has read why.
final class ChannelSocket implements ChargePointSocket {

  private static final int GOODBYE_SECONDS = 3;

  private final Channel channel;
  private final @Nullable Compression compression;
  private boolean closing;
  private boolean unflushed;
  private boolean heldBack = true;
  private boolean slowedDown;
  private int pauses;

  /// @param channel that is not being read
  /// @param compression that was agreed on, null for none
  ChannelSocket(Channel channel, @Nullable Compression compression) {
    this.channel = channel;
    this.compression = compression;
  }

  @Override
  public EventLoop eventLoop() {
    return channel.eventLoop();
  }

  @Override
  public String connectionId() {
    return channel.id().asShortText();
  }

  @Override
  public boolean send(ByteBuf text) {
    if (closing) {
      text.release();
      return false;
    }
    ByteBuf compressed = compression == null ? null : compression.compress(text, channel.alloc());
    if (compressed == null) {
      send(new TextWebSocketFrame(text));
    } else {
      text.release();
      send(new TextWebSocketFrame(true, MessageAssembler.COMPRESSED, compressed));
    }
    return true;
  }

  /// Sends a frame once [#flush] is called; drops it after a goodbye.
  void send(WebSocketFrame frame) {
    if (closing) {
      frame.release();
      return;
    }
    unflushed = true;
    Outbound.write(channel, frame);
  }

  @Override
  public void flush() {
    if (unflushed) {
      unflushed = false;
      channel.flush();
    }
  }

  /// Sends a frame at once; drops it after a goodbye.
  void sendNow(WebSocketFrame frame) {
    send(frame);
    flush();
  }

  @Override
  public void setReading(boolean reading) {
    if (!reading && !heldBack) {
      pauses++;
    }
    heldBack = !reading;
    updateReading();
  }

  /// Does not read for a while: the charge point has sent more than its share.
  void slowDown(Duration pause) {
    slowedDown = true;
    updateReading();
    ScheduledFuture<?> _ =
        channel.eventLoop().schedule(this::speedUp, pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Whether the session wants nothing to be read.
  boolean isHeldBack() {
    return heldBack;
  }

  /// How often the session wanted nothing more to be read.
  int pauses() {
    return pauses;
  }

  /// Whether nothing is read because the charge point has sent more than its share.
  boolean isSlowedDown() {
    return slowedDown;
  }

  /// Whether a goodbye was said: nothing but the charge point's own is of interest.
  boolean isClosing() {
    return closing;
  }

  @Override
  public void close(EndCause cause) {
    switch (cause) {
      case CLOSED_BY_CHARGE_POINT, CONNECTION_LOST -> {
        // The other side has ended it.
      }
      case TAKEN_OVER,
          PROTOCOL_ERROR,
          BINARY_MESSAGE,
          INVALID_UTF8,
          TOO_MANY_INVALID_FRAMES,
          DISCONNECTED_BY_OPERATOR,
          SILENT,
          NOT_READING,
          NOT_ANSWERING,
          REGISTRATION_CHANGED,
          MESSAGE_TOO_BIG,
          MESSAGE_UNFINISHED,
          TOO_MUCH_UNFINISHED,
          BROKER_REFUSED,
          BROKER_UNREACHABLE,
          INTERNAL_ERROR,
          GATEWAY_STOPPING ->
          sayGoodbye(cause.closeCode(), cause.closeReason());
    }
  }

  /// Sends a close frame, hears the rest out, and closes at the charge point's own close frame or
  /// after a few seconds.
  void sayGoodbye(int code, String reason) {
    if (closing) {
      return;
    }
    Outbound.send(channel, CloseFrames.of(code, reason));
    closing = true;
    updateReading();
    closeInAnyCase();
  }

  /// The charge point said goodbye, first or in answer to ours.
  void onGoodbye(CloseWebSocketFrame goodbye) {
    if (closing) {
      Outbound.close(channel);
      return;
    }
    closing = true;
    CloseWebSocketFrame answer =
        goodbye.statusCode() < 0
            ? new CloseWebSocketFrame()
            : CloseFrames.of(goodbye.statusCode(), "");
    Outbound.sendLast(channel, answer);
    closeInAnyCase();
  }

  private void speedUp() {
    slowedDown = false;
    updateReading();
  }

  private void updateReading() {
    // After a goodbye the charge point's own must be read, whatever the broker can take.
    channel.config().setAutoRead(closing || !(heldBack || slowedDown));
  }

  /// A charge point that does not read would keep the goodbye, and the connection, for ever.
  private void closeInAnyCase() {
    ScheduledFuture<?> _ =
        channel
            .eventLoop()
            .schedule(() -> Outbound.close(channel), GOODBYE_SECONDS, TimeUnit.SECONDS);
  }
}
