package io.ocppgateway.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/// Drops all bytes of a charge point that can no longer be understood, until its connection ends.
///
/// They are read all the same: to close a connection with bytes unread would reset it, and the
/// charge point might never read why.
final class DeafHandler extends ChannelInboundHandlerAdapter {

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object bytes) {
    ReferenceCountUtil.release(bytes);
  }
}
