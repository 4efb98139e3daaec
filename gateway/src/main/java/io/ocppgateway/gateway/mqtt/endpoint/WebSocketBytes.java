package io.ocppgateway.gateway.mqtt.endpoint;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/// Lets MQTT see the WebSocket to the broker as a plain stream of bytes, which is active once the
/// WebSocket handshake is done.
///
/// @see "MQTT 5.0 §6"
final class WebSocketBytes extends ChannelDuplexHandler {

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    // Only the handshake makes it so.
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
      ctx.fireChannelActive();
    }
    super.userEventTriggered(ctx, event);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    super.channelRead(ctx, message instanceof WebSocketFrame frame ? frame.content() : message);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise)
      throws Exception {
    super.write(
        ctx, message instanceof ByteBuf bytes ? new BinaryWebSocketFrame(bytes) : message, promise);
  }
}
