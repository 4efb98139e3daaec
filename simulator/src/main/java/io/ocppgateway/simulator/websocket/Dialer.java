package io.ocppgateway.simulator.websocket;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.chargepoint.ChargePointOptions;
import io.ocppgateway.simulator.chargepoint.Line;
import java.time.Duration;
import javax.net.ssl.SSLException;

/// Opens WebSockets for any number of charge points, each on the event loop of its charge point.
/// Safe for use by many threads.
public final class Dialer {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_HTTP_ANSWER_BYTES = 64 * 1024;

  /// More than AWS IoT Core carries, 128 KB, so that it is not the charge point that refuses.
  private static final int MAX_MESSAGE_BYTES = 1024 * 1024;

  /// One for all: only so are TLS sessions resumed.
  private final SslContext tls;

  private final Class<? extends SocketChannel> channelType;
  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

  private Dialer(SslContext tls, Class<? extends SocketChannel> channelType) {
    this.tls = tls;
    this.channelType = channelType;
  }

  /// A dialer for connections on these event loops; `wss://` trusts whom the JDK trusts.
  ///
  /// @throws IllegalStateException if this JDK has no TLS
  public static Dialer on(IoEventLoopGroup loops) {
    try {
      return new Dialer(
          SslContextBuilder.forClient().build(),
          loops.isIoType(EpollIoHandler.class) ? EpollSocketChannel.class : NioSocketChannel.class);
    } catch (SSLException e) {
      throw new IllegalStateException("this JDK has no TLS for wss://", e);
    }
  }

  /// The line of a charge point that lives on this event loop.
  public Line line(ChargePointOptions options, EventLoop loop) {
    return new WebSocketLine(
        this, loop, Address.of(options.url(), options.id()), options.version());
  }

  /// Waits until every connection has ended; the lines have closed theirs before.
  public void awaitEnds(Duration atMost) {
    open.newCloseFuture().awaitUninterruptibly(atMost.toMillis());
  }

  /// Connects; whatever comes of it is told to the handler.
  void connect(EventLoop loop, Address address, OcppVersion version, ConnectionHandler handler) {
    new Bootstrap()
        .group(loop)
        .channel(channelType)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(CONNECT_TIMEOUT.toMillis()))
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                initialize(channel, address, version, handler);
              }
            })
        .connect(address.host(), address.port())
        .addListener(connected -> {
          if (!connected.isSuccess()) {
            handler.onConnectFailed(connected.cause());
          }
        });
  }

  private void initialize(
      Channel channel, Address address, OcppVersion version, ConnectionHandler handler) {
    open.add(channel);
    if (address.isSecure()) {
      channel.pipeline().addLast(tls.newHandler(channel.alloc(), address.host(), address.port()));
    }
    channel
        .pipeline()
        .addLast(
            new HttpClientCodec(),
            new HttpObjectAggregator(MAX_HTTP_ANSWER_BYTES),
            new WebSocketClientProtocolHandler(handshake(address, version)),
            new WebSocketFrameAggregator(MAX_MESSAGE_BYTES),
            handler);
  }

  /// The protocol handler answers pings; closes come to us for their code and reason.
  private static WebSocketClientProtocolConfig handshake(Address address, OcppVersion version) {
    return WebSocketClientProtocolConfig.newBuilder()
        .webSocketUri(address.uri())
        .subprotocol(version.subprotocol())
        .version(WebSocketVersion.V13)
        .allowExtensions(false)
        .maxFramePayloadLength(MAX_MESSAGE_BYTES)
        .handleCloseFrames(false)
        .handshakeTimeoutMillis(HANDSHAKE_TIMEOUT.toMillis())
        .build();
  }
}
