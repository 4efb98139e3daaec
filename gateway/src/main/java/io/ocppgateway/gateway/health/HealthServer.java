package io.ocppgateway.gateway.health;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.ocppgateway.gateway.proxy.ProxyHeaders;
import io.ocppgateway.gateway.transport.Listener;
import io.ocppgateway.gateway.transport.Transport;

/// Answers the load balancer, the container's keeper and Prometheus over HTTP: `/healthz` while the
/// process does its work, `/readyz` while it takes charge points, `/metrics`.
///
/// Once it is ready neither depends on the broker or AWS: while they are away charge points are
/// kept, and to end this process, or to send everybody to another that is no better off, would cost
/// every connection. Runs on an event loop of its own, to answer when the charge points' loops do
/// not.
public final class HealthServer implements AutoCloseable {

  private static final int MAX_BODY_BYTES = 1024;
  private static final int READ_TIMEOUT_SECONDS = 10;

  private final Listener listener;
  private final Readiness readiness;

  private HealthServer(Listener listener, Readiness readiness) {
    this.listener = listener;
    this.readiness = readiness;
  }

  /// Starts listening, and is not ready yet.
  ///
  /// @param port 0 for any free one
  /// @param eventLoops none of charge points: to read metrics takes milliseconds
  /// @throws IllegalStateException if the port cannot be had
  public static HealthServer listen(
      int port, Transport transport, EventLoopGroup eventLoops, Vitals vitals) {
    Readiness readiness = new Readiness();
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(eventLoops)
            .channel(transport.serverChannel())
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    ProxyHeaders.passOver(channel.pipeline());
                    channel
                        .pipeline()
                        .addLast("timeout", new ReadTimeoutHandler(READ_TIMEOUT_SECONDS))
                        .addLast("http", new HttpServerCodec())
                        .addLast("body", new HttpObjectAggregator(MAX_BODY_BYTES))
                        .addLast("health", new HealthHandler(readiness, vitals));
                  }
                });
    return new HealthServer(Listener.open(bootstrap, port, "health checks"), readiness);
  }

  /// The port that health checks go to.
  public int port() {
    return listener.port();
  }

  /// From now on this process takes charge points, if it has not been told to end.
  public void setReady() {
    readiness.begin();
  }

  /// From now on this process takes no more charge points.
  public void setNotReady() {
    readiness.end();
  }

  /// Stops answering.
  @Override
  public void close() {
    listener.close();
  }
}
