package io.ocppgateway.gateway.websocket;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Ticker;
import io.ocppgateway.gateway.session.SessionOpener;
import io.ocppgateway.gateway.transport.Listener;
import io.ocppgateway.gateway.transport.Transport;
import io.ocppgateway.gateway.websocket.event.SocketEvents;

/// Listens for charge points.
public final class WebSocketServer implements AutoCloseable {

  private static final int BACKLOG = 4096;

  private final Listener listener;

  private WebSocketServer(Listener listener) {
    this.listener = listener;
  }

  /// Starts listening.
  ///
  /// @param port 0 for any free one
  /// @param eventLoops of the charge points' sockets, and so of their links
  /// @param checks which everybody has to pass
  /// @param sessions takes over whoever did
  /// @param events is told of it
  /// @throws IllegalStateException if the port cannot be had
  public static WebSocketServer listen(
      int port,
      Transport transport,
      EventLoopGroup eventLoops,
      SocketSettings settings,
      EntryChecks checks,
      SessionOpener sessions,
      SocketEvents events) {
    Reception reception = Reception.of(settings, checks, sessions, events, Ticker.systemTicker());
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(eventLoops)
            .channel(transport.serverChannel())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(transport.sharePort(), true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, Transport.READS)
            .childHandler(new ChargePointPipeline(reception));
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
}
