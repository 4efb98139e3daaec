package io.ocppgateway.gateway.websocket;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.ocppgateway.gateway.registry.Registry;
import io.ocppgateway.gateway.session.Sessions;
import io.ocppgateway.gateway.transport.Listener;
import io.ocppgateway.gateway.transport.Transport;
import java.time.Duration;

/// Listens for charge points.
public final class WebSocketServer implements AutoCloseable {

  private static final int BACKLOG = 4096;
  private static final int MAX_REQUEST_LINE_BYTES = 4 * 1024;
  private static final int MAX_HEADER_BYTES = 8 * 1024;

  /// An upgrade has no body.
  private static final int MAX_BODY_BYTES = 0;

  private final Listener listener;

  private WebSocketServer(Listener listener) {
    this.listener = listener;
  }

  /// Starts listening.
  ///
  /// @param port 0 for any free one
  /// @param eventLoops of the charge points' sockets, and so of their links
  /// @param pingInterval the silence after which a charge point is pinged
  /// @throws IllegalStateException if the port cannot be had
  public static WebSocketServer listen(
      int port,
      Transport transport,
      EventLoopGroup eventLoops,
      Registry registry,
      Sessions sessions,
      Duration pingInterval) {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(eventLoops)
            .channel(transport.serverChannel())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(transport.sharePort(), true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(Handlers.HTTP, new HttpServerCodec(limits()))
                        .addLast(Handlers.HTTP_BODY, new HttpObjectAggregator(MAX_BODY_BYTES))
                        .addLast(
                            Handlers.UPGRADE, new UpgradeHandler(registry, sessions, pingInterval));
                  }
                });
    return new WebSocketServer(Listener.open(bootstrap, port, "charge points"));
  }

  /// The port that charge points connect to.
  public int port() {
    return listener.port();
  }

  /// Stops listening; sockets that are open stay.
  @Override
  public void close() {
    listener.close();
  }

  private static HttpDecoderConfig limits() {
    return new HttpDecoderConfig()
        .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
        .setMaxHeaderSize(MAX_HEADER_BYTES);
  }
}
