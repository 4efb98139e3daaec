package io.ocppgateway.gateway.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;

/// A port that is listened on, from [#open] to [#close].
public final class Listener implements AutoCloseable {

  private final Channel channel;

  private Listener(Channel channel) {
    this.channel = channel;
  }

  /// Starts listening.
  ///
  /// @param port 0 for any free one
  /// @param purpose of the port, for the message of a failure
  /// @throws IllegalStateException if the port cannot be had
  public static Listener open(ServerBootstrap bootstrap, int port, String purpose) {
    ChannelFuture bound = bootstrap.bind(port).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IllegalStateException(
          "cannot listen on port %d for %s; choose another or end what uses it"
              .formatted(port, purpose),
          bound.cause());
    }
    return new Listener(bound.channel());
  }

  /// The port that is listened on.
  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /// Stops listening; connections that are open stay.
  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
  }
}
