package io.ocppgateway.simulator.websocket;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.ocppgateway.simulator.options.ChargePointOptions;
import io.ocppgateway.simulator.options.Credentials;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/// Opens WebSockets for any number of charge points, each on the event loop of its charge point.
/// Safe for use by many threads.
public final class Dialer {

  private static final int MAX_HTTP_ANSWER_BYTES = 64 * 1024;

  /// One for all connections: Netty's own, one for each, is 130 bytes that an idle one does not
  /// need.
  private static final RecvByteBufAllocator READ_BUFFERS = new FixedRecvByteBufAllocator(4096);

  private final TlsContexts tls;
  private final boolean epoll;
  private final SourceAddresses sources;
  private final HostNames names = new HostNames(InetAddress::getAllByName);
  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

  private Dialer(TlsContexts tls, boolean epoll, SourceAddresses sources) {
    this.tls = tls;
    this.epoll = epoll;
    this.sources = sources;
  }

  /// A dialer for connections on these event loops.
  ///
  /// @param trust whom `wss://` trusts
  /// @throws IllegalArgumentException if its file cannot be used
  public static Dialer on(IoEventLoopGroup loops, SourceAddresses sources, Trust trust) {
    return new Dialer(new TlsContexts(trust), loops.isIoType(EpollIoHandler.class), sources);
  }

  /// The line of a charge point that lives on this event loop.
  ///
  /// @throws IllegalArgumentException if its certificate cannot be used
  public WebSocketLine line(ChargePointOptions options, EventLoop loop) {
    var _ = tls.of(options.credentials());
    return new WebSocketLine(this, loop, options);
  }

  /// Waits until every connection has ended; the lines have closed theirs before.
  public void awaitEnds(Duration atMost) {
    open.newCloseFuture().awaitUninterruptibly(atMost.toMillis());
  }

  /// Connects; whatever comes of it is told to the handler, on the event loop.
  void connect(EventLoop loop, ChargePointOptions options, ConnectionHandler handler) {
    Address address = Address.of(options.url(), options.id());
    handler.onDialing(loop);
    names.find(
        address.host(),
        loop,
        host -> connect(loop, host, address, options, handler),
        handler::onConnectFailed);
  }

  private void connect(
      EventLoop loop,
      InetAddress host,
      Address address,
      ChargePointOptions options,
      ConnectionHandler handler) {
    if (handler.isClosing()) {
      return;
    }
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
            // The handler has a timeout for the whole of it.
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.RECVBUF_ALLOCATOR, READ_BUFFERS)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    initialize(channel, address, options, handler);
                  }
                });
    sources.next(host).ifPresent(source -> bind(bootstrap, source));
    bootstrap
        .connect(new InetSocketAddress(host, address.port()))
        .addListener(connected -> {
          if (!connected.isSuccess()) {
            handler.onConnectFailed(connected.cause());
          }
        });
  }

  /// Leaves the port open until the connect: only then may connections to different places share
  /// it.
  private void bind(Bootstrap bootstrap, InetAddress source) {
    bootstrap.localAddress(source, 0);
    if (epoll) {
      bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
    } else {
      bootstrap.option(ChannelOption.SO_REUSEADDR, true);
    }
  }

  private void initialize(
      Channel channel, Address address, ChargePointOptions options, ConnectionHandler handler) {
    open.add(channel);
    if (address.isSecure()) {
      channel
          .pipeline()
          .addLast(
              tls.of(options.credentials())
                  .newHandler(channel.alloc(), address.host(), address.port()));
    }
    channel
        .pipeline()
        .addLast(
            new HttpClientCodec(),
            new HttpObjectAggregator(MAX_HTTP_ANSWER_BYTES),
            new HandshakeHandler(
                address, options.version().subprotocol(), headers(options), handler),
            handler);
  }

  private static HttpHeaders headers(ChargePointOptions options) {
    return switch (options.credentials()) {
      case Credentials.None _, Credentials.Certificate _ -> EmptyHttpHeaders.INSTANCE;
      case Credentials.Basic basic ->
          new DefaultHttpHeaders()
              .set(HttpHeaderNames.AUTHORIZATION, basic.authorization(options.id()));
    };
  }
}
