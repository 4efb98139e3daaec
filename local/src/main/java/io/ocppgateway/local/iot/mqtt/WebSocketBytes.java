package io.ocppgateway.local.iot.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.List;

/// Turns WebSocket frames into MQTT's stream of bytes and back. A packet may span frames.
///
/// @see "MQTT 5 §6.0"
final class WebSocketBytes extends MessageToMessageCodec<WebSocketFrame, ByteBuf> {

  /// Told to the handlers behind when the client sends a close frame.
  static final Object CLOSED_BY_CLIENT = new Object();

  WebSocketBytes() {
    super(WebSocketFrame.class, ByteBuf.class);
  }

  @Override
  protected void encode(ChannelHandlerContext ctx, ByteBuf bytes, List<Object> out) {
    out.add(new BinaryWebSocketFrame(bytes.retain()));
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, WebSocketFrame frame, List<Object> out) {
    switch (frame) {
      case BinaryWebSocketFrame _, ContinuationWebSocketFrame _ ->
          out.add(frame.content().retain());
      case CloseWebSocketFrame _ -> {
        ctx.fireUserEventTriggered(CLOSED_BY_CLIENT);
        ctx.writeAndFlush(frame.retain()).addListener(ChannelFutureListener.CLOSE);
      }
      default ->
          ctx.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.INVALID_MESSAGE_TYPE))
              .addListener(ChannelFutureListener.CLOSE);
    }
  }
}
