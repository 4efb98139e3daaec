package io.ocppgateway.simulator.websocket;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;

/// The upgrade from HTTP to WebSocket. Leaves the pipeline as soon as it is done, and all that
/// speaks HTTP leaves with it: what stays is in the pipelines of thousands.
///
/// A refusal is an exception for the [ConnectionHandler], which comes after it.
final class HandshakeHandler extends SimpleChannelInboundHandler<FullHttpResponse> {

  private static final boolean EXTENSIONS = false;

  private final WebSocketClientHandshaker handshaker;
  private final ConnectionHandler connection;

  /// @param headers beside those that RFC 6455 asks for
  HandshakeHandler(
      Address address, String subprotocol, HttpHeaders headers, ConnectionHandler connection) {
    this.connection = connection;
    handshaker =
        WebSocketClientHandshakerFactory.newHandshaker(
            address.uri(),
            WebSocketVersion.V13,
            subprotocol,
            EXTENSIONS,
            headers,
            ConnectionHandler.MAX_MESSAGE_BYTES);
  }

  /// Over TLS the request waits in its handler until the other handshake is done.
  @Override
  public void channelActive(ChannelHandlerContext channel) {
    handshaker
        .handshake(channel.channel())
        .addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    channel.fireChannelActive();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext channel, FullHttpResponse response) {
    handshaker.finishHandshake(channel.channel(), response);
    channel.pipeline().remove(this);
    connection.onUpgraded();
  }
}
