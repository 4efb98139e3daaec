package io.ocppgateway.gateway.health;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.ocppgateway.gateway.transport.Transport;
import java.net.InetSocketAddress;

/// Answers the load balancer and the container's keeper over HTTP: `/healthz` while the process
/// lives, `/readyz` while it takes charge points.
///
/// Runs on the charge points' event loops, so that a loop that is stuck shows.
public final class HealthServer implements AutoCloseable {

  private static final int MAX_BODY_BYTES = 1024;
  private static final int READ_TIMEOUT_SECONDS = 10;

  private final Channel listener;
  private final Readiness readiness;

  private HealthServer(Channel listener, Readiness readiness) {
    this.listener = listener;
    this.readiness = readiness;
  }

  /// Starts listening, ready from the first moment.
  ///
  /// @param port 0 for any free one
  /// @throws IllegalStateException if the port cannot be had
  public static HealthServer listen(int port, Transport transport, EventLoopGroup eventLoops) {
    Readiness readiness = new Readiness();
    ChannelFuture bound =
        new ServerBootstrap()
            .group(eventLoops)
            .channel(transport.serverChannel())
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast("timeout", new ReadTimeoutHandler(READ_TIMEOUT_SECONDS))
                        .addLast("http", new HttpServerCodec())
                        .addLast("body", new HttpObjectAggregator(MAX_BODY_BYTES))
                        .addLast("health", new HealthHandler(readiness));
                  }
                })
            .bind(port)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IllegalStateException(
          "cannot listen on port %d for health checks; choose another or end what uses it"
              .formatted(port),
          bound.cause());
    }
    return new HealthServer(bound.channel(), readiness);
  }

  /// The port that health checks go to.
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /// From now on this process takes no more charge points.
  public void setNotReady() {
    readiness.end();
  }

  /// Stops answering.
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
  }
}
