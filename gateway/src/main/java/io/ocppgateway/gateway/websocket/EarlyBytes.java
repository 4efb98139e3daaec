package io.ocppgateway.gateway.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/// Keeps what a charge point has sent right behind its request, before it was answered, until it
/// may be read; then hands it on, and is gone.
///
/// It is no more than one read of the socket: nothing is read until the request is answered.
///
/// @see "RFC 6455 §4.1, which wants the client to wait; not all do"
final class EarlyBytes extends ChannelDuplexHandler {

  private @Nullable ByteBuf bytes;

  /// @param bytes this handler's to release
  EarlyBytes(ByteBuf bytes) {
    this.bytes = bytes;
  }

  @Override
  public void read(ChannelHandlerContext ctx) {
    // Not within whatever has allowed to read.
    ctx.executor().execute(() -> handOn(ctx));
    ctx.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object later) {
    handOn(ctx);
    ctx.fireChannelRead(later);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    ByteBuf kept = bytes;
    bytes = null;
    if (kept != null) {
      kept.release();
    }
  }

  private void handOn(ChannelHandlerContext ctx) {
    ByteBuf kept = bytes;
    if (kept == null || ctx.isRemoved()) {
      return;
    }
    bytes = null;
    ctx.fireChannelRead(kept);
    ctx.fireChannelReadComplete();
    if (!ctx.isRemoved()) {
      ctx.pipeline().remove(this);
    }
  }
}
