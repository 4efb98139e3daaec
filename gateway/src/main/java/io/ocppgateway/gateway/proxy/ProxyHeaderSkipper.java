package io.ocppgateway.gateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.ProtocolDetectionState;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import java.util.List;

/// Passes over the PROXY header that a connection may begin with, believes nothing of it, and is
/// gone.
final class ProxyHeaderSkipper extends ByteToMessageDecoder {

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    ProtocolDetectionState state = HAProxyMessageDecoder.detectProtocol(in).state();
    switch (state) {
      case NEEDS_MORE_DATA -> {
        // Fewer bytes than either version's first ones: even the shortest request has more.
      }
      case DETECTED ->
          ctx.pipeline()
              .addAfter(ctx.name(), ctx.name() + "Header", new HAProxyMessageDecoder())
              .addAfter(ctx.name() + "Header", ctx.name() + "Drop", new HeaderDrop())
              .remove(this);
      case INVALID -> ctx.pipeline().remove(this);
    }
  }

  private static final class HeaderDrop extends SimpleChannelInboundHandler<HAProxyMessage> {

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HAProxyMessage header) {
      ctx.pipeline().remove(this);
    }
  }
}
