package io.ocppgateway.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Ticker;

/// Reads WebSocket frames, and knows when bytes have come last.
final class FrameDecoder extends WebSocket13FrameDecoder {

  private final Ticker ticker;
  private long heardAtNanos;
  private boolean isDeaf;

  /// @param config shared with other connections
  FrameDecoder(WebSocketDecoderConfig config, Ticker ticker) {
    super(config);
    this.ticker = ticker;
    heardAtNanos = ticker.nanoTime();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object bytes) throws Exception {
    heardAtNanos = ticker.nanoTime();
    if (isDeaf) {
      ReferenceCountUtil.release(bytes);
    } else {
      super.channelRead(ctx, bytes);
    }
  }

  /// Drops all bytes from now on. They are read all the same: to close a connection with bytes
  /// unread would reset it, and the charge point might never read why.
  void goDeaf() {
    isDeaf = true;
  }

  /// How much has come of a frame that is not whole yet.
  int unfinishedBytes() {
    return actualReadableBytes();
  }

  /// When bytes have come last, on the ticker's scale.
  long heardAtNanos() {
    return heardAtNanos;
  }
}
