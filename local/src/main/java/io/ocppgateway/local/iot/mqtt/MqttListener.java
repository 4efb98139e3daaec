package io.ocppgateway.local.iot.mqtt;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.ocppgateway.local.aws.PortTakenException;
import io.ocppgateway.local.aws.SignedQuery;
import io.ocppgateway.local.iot.broker.Broker;
import io.ocppgateway.local.iot.broker.Limits;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// An open port for MQTT. Its connections run on the broker's event loop.
public final class MqttListener implements AutoCloseable {

  /// The path of MQTT over WebSocket.
  public static final String PATH = "/mqtt";

  private static final int BACKLOG = 4096;
  private static final int MAX_UPGRADE_BYTES = 16 * 1024;
  private static final int MAX_FRAME_BYTES = 256 * 1024;
  private static final int MAX_DECODED_CLIENT_ID = 0xFFFF;
  private static final int FLUSH_AFTER = 256;

  private final Channel server;

  private MqttListener(Channel server) {
    this.server = server;
  }

  /// Opens a port for MQTT over TCP, which takes anyone.
  ///
  /// @throws PortTakenException if the port is in use
  public static MqttListener tcp(
      String host, int port, EventLoop loop, Broker broker, Clock clock) {
    return bind(host, port, loop, "MQTT", "--mqtt-port", initializer(broker, clock, null));
  }

  /// Opens a port for MQTT over WebSocket, which takes those whose URL is signed.
  ///
  /// @throws PortTakenException if the port is in use
  public static MqttListener webSocket(
      String host, int port, EventLoop loop, Broker broker, Clock clock, SignedQuery signatures) {
    return bind(
        host,
        port,
        loop,
        "MQTT over WebSocket",
        "--mqtt-websocket-port",
        initializer(broker, clock, signatures));
  }

  /// The port that is open.
  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  /// Closes the port; its connections stay.
  @Override
  public void close() {
    server.close().syncUninterruptibly();
  }

  private static MqttListener bind(
      String host,
      int port,
      EventLoop loop,
      String purpose,
      String option,
      ChannelInitializer<SocketChannel> initializer) {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(initializer)
            .bind(host, port)
            .awaitUninterruptibly();
    Throwable cause = bound.cause();
    if (cause instanceof BindException) {
      throw new PortTakenException(port, purpose, option, cause);
    }
    if (cause != null) {
      throw new IllegalStateException(
          "cannot listen on %s:%d for %s".formatted(host, port, purpose), cause);
    }
    return new MqttListener(bound.channel());
  }

  private static ChannelInitializer<SocketChannel> initializer(
      Broker broker, Clock clock, @Nullable SignedQuery signatures) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        if (signatures != null) {
          pipeline.addLast(new HttpServerCodec());
          pipeline.addLast(new HttpObjectAggregator(MAX_UPGRADE_BYTES));
          pipeline.addLast(new WebSocketGate(signatures));
          pipeline.addLast(new WebSocketServerProtocolHandler(upgrade()));
          pipeline.addLast(new WebSocketBytes());
        }
        // Deliveries to one client within one turn of the event loop leave in one system call.
        pipeline.addLast(new FlushConsolidationHandler(FLUSH_AFTER, true));
        pipeline.addLast(
            MqttConnection.IDLE,
            new IdleStateHandler(MqttConnection.CONNECT_TIMEOUT_SECONDS, 0, 0));
        pipeline.addLast(new MqttDecoder(Limits.MAX_PACKET_BYTES, MAX_DECODED_CLIENT_ID));
        pipeline.addLast(MqttEncoder.INSTANCE);
        pipeline.addLast(new MqttConnection(channel, broker, clock));
      }
    };
  }

  private static WebSocketServerProtocolConfig upgrade() {
    return WebSocketServerProtocolConfig.newBuilder()
        .websocketPath(PATH)
        .checkStartsWith(true)
        .subprotocols("mqtt")
        .handleCloseFrames(false)
        .maxFramePayloadLength(MAX_FRAME_BYTES)
        .build();
  }
}
