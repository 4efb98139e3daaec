package io.ocppgateway.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.ocppgateway.gateway.transport.Outbound;

/// Hears a charge point out that was turned away, until its own close frame.
final class GoodbyeHandler extends SimpleChannelInboundHandler<WebSocketFrame> {

  private final ChannelSocket socket;

  GoodbyeHandler(ChannelSocket socket) {
    this.socket = socket;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    if (frame instanceof CloseWebSocketFrame goodbye) {
      socket.onGoodbye(goodbye);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    Outbound.close(ctx);
  }
}
