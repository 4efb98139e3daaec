package io.ocppgateway.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.ocppgateway.gateway.transport.Outbound;
import org.jspecify.annotations.Nullable;

/// One end of a connection that reads whole messages from its stream of bytes and answers all of a
/// read at once.
abstract class ByteStream extends ChannelInboundHandlerAdapter {

  private @Nullable ByteBuf partial;

  /// Takes one message.
  ///
  /// @return whether there was a whole one; otherwise nothing is consumed
  abstract boolean take(ChannelHandlerContext ctx, ByteBuf bytes);

  @Override
  public final void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (partial != null) {
      bytes = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), partial, bytes);
      partial = null;
    }
    partial = bytes;
    while (bytes.isReadable() && take(ctx, bytes)) {
      // The next one may be there too.
    }
    if (!bytes.isReadable()) {
      releasePartial();
    }
  }

  @Override
  public final void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.flush();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    releasePartial();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // The other side is gone; who minds notices that the connection is closed.
    Outbound.close(ctx);
  }

  private void releasePartial() {
    if (partial != null) {
      partial.release();
      partial = null;
    }
  }
}
