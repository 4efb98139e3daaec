package io.ocppgateway.bench.load;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import io.ocppgateway.gateway.transport.Listener;
import io.ocppgateway.gateway.transport.Transport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The one event loop of all load, and the listeners on it that stand behind candidates.
public final class Load implements AutoCloseable {

  private static final int BACKLOG = 4096;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration GLANCE = Duration.ofMillis(5);

  private final Transport transport = Transport.best();
  private final EventLoopGroup eventLoops = transport.newEventLoops(1, "load");
  private final Deque<Listener> listeners = new ArrayDeque<>();
  private final BrokerConnections brokerConnections = new BrokerConnections();

  /// Listens for MQTT 5: a broker that answers what is published on `{id}/in` on `{id}/out`.
  ///
  /// @param tls null for none
  /// @return the port
  public int listenForMqtt(@Nullable SslContext tls) {
    return listen(
        "MQTT",
        channel -> {
          if (tls != null) {
            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
          }
          channel.pipeline().addLast(new BrokerConnection(brokerConnections));
        });
  }

  /// Listens for WebSockets, and answers every CALL: what stands behind a proxy.
  ///
  /// @return the port
  public int listenForWebSockets() {
    return listen("WebSockets", channel -> channel.pipeline().addLast(new ResponderConnection()));
  }

  /// Listens for DynamoDB's GetItem: every charge point is in the table.
  ///
  /// @return the port
  public int listenForLookUps() {
    return listen("look-ups", channel -> channel.pipeline().addLast(new RegistryConnection()));
  }

  /// Returns when no candidate is connected to the broker any more.
  public void awaitNoBrokerConnections() {
    awaitTrue("connections to the broker to end", () -> brokerConnections.open() == 0);
  }

  /// What TLS to the broker has come to since this was asked last.
  public TlsHandshakes takeHandshakes() {
    return ask(brokerConnections::takeHandshakes);
  }

  @Override
  public void close() {
    listeners.forEach(Listener::close);
    eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  EventLoop eventLoop() {
    return eventLoops.next();
  }

  Transport transport() {
    return transport;
  }

  /// Asks something of the event loop.
  <T> T ask(Callable<T> question) {
    try {
      return eventLoop().submit(question).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /// Waits for something that only the event loop may look at.
  void awaitTrue(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!ask(condition::getAsBoolean)) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("waited for %s for %s".formatted(what, PATIENCE));
      }
      LockSupport.parkNanos(GLANCE.toNanos());
    }
  }

  private int listen(String purpose, Consumer<Channel> initializer) {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(eventLoops)
            .channel(transport.serverChannel())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    initializer.accept(channel);
                  }
                });
    Listener listener = Listener.open(bootstrap, 0, purpose);
    listeners.push(listener);
    return listener.port();
  }
}
