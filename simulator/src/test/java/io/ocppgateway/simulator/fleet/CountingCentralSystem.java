package io.ocppgateway.simulator.fleet;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A central system for thousands of charge points: it answers each CALL at once unless told
/// otherwise, and remembers nothing but numbers.
final class CountingCentralSystem implements AutoCloseable {

  /// CALLs by action.
  final Map<String, AtomicLong> calls = new ConcurrentHashMap<>();

  /// Closes by the code that charge points gave.
  final Map<Integer, AtomicLong> closes = new ConcurrentHashMap<>();

  final Queue<Long> connectedAtNanos = new ConcurrentLinkedQueue<>();
  final Queue<String> paths = new ConcurrentLinkedQueue<>();
  final Queue<String> peers = new ConcurrentLinkedQueue<>();
  final AtomicLong received = new AtomicLong();
  final AtomicLong sent = new AtomicLong();
  final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

  /// Closes come to us for their code, and a connection that we break ends without a close frame.
  private static final WebSocketServerProtocolConfig UPGRADE =
      WebSocketServerProtocolConfig.newBuilder()
          .websocketPath("/")
          .checkStartsWith(true)
          .subprotocols("ocpp1.6,ocpp2.0.1,ocpp2.1")
          .handleCloseFrames(false)
          .sendCloseFrame(null)
          .build();

  private final MultiThreadIoEventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final int heartbeatInterval;
  private final Channel listener;
  private volatile String unanswered = "";
  private volatile String refused = "";

  CountingCentralSystem(Duration heartbeatInterval) throws InterruptedException {
    this.heartbeatInterval = Math.toIntExact(heartbeatInterval.toSeconds());
    listener =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 4096)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(65_536),
                            new WebSocketServerProtocolHandler(UPGRADE),
                            new Frames());
                  }
                })
            .bind("127.0.0.1", 0)
            .sync()
            .channel();
  }

  /// Runs one as a process of its own until its standard input ends: tells its URL on a line.
  public static void main(String[] arguments) throws Exception {
    try (CountingCentralSystem centralSystem = new CountingCentralSystem(Duration.ofHours(24))) {
      System.out.println(centralSystem.url());
      while (System.in.read() >= 0) {
        // Nobody says anything.
      }
    }
  }

  URI url() {
    return URI.create("ws://127.0.0.1:" + ((InetSocketAddress) listener.localAddress()).getPort());
  }

  /// CALLs of this action are not answered from now on.
  void leavesUnanswered(String action) {
    unanswered = action;
  }

  /// CALLs of this action are answered with a CALLERROR from now on.
  void refuses(String action) {
    refused = action;
  }

  /// Does nothing at all for a while, as a garbage collector would have it.
  void stall(Duration duration) {
    loop.execute(() -> {
      long end = System.nanoTime() + duration.toNanos();
      while (System.nanoTime() < end) {
        LockSupport.parkNanos(end - System.nanoTime());
      }
    });
  }

  /// Breaks every connection, without a word.
  void breakConnections() {
    open.close().awaitUninterruptibly();
  }

  long calls(String action) {
    AtomicLong count = calls.get(action);
    return count == null ? 0 : count.get();
  }

  long allCalls() {
    return calls.values().stream().mapToLong(AtomicLong::get).sum();
  }

  @Override
  public void close() {
    loop.shutdownGracefully(50, 5000, TimeUnit.MILLISECONDS).syncUninterruptibly();
  }

  private final class Frames extends SimpleChannelInboundHandler<WebSocketFrame> {

    @Override
    public void userEventTriggered(ChannelHandlerContext channel, Object event) {
      if (event instanceof HandshakeComplete handshake) {
        open.add(channel.channel());
        connectedAtNanos.add(System.nanoTime());
        paths.add(handshake.requestUri());
        peers.add(
            ((InetSocketAddress) channel.channel().remoteAddress()).getAddress().getHostAddress());
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext channel, WebSocketFrame frame) {
      switch (frame) {
        case TextWebSocketFrame text -> {
          received.incrementAndGet();
          answer(channel, text.text());
        }
        case CloseWebSocketFrame close -> {
          closes.computeIfAbsent(close.statusCode(), _ -> new AtomicLong()).incrementAndGet();
          channel.close();
        }
        default -> {}
      }
    }

    private void answer(ChannelHandlerContext channel, String text) {
      if (!text.startsWith("[2,")) {
        return;
      }
      String[] parts = text.split("\"", 5);
      String id = parts[1];
      String action = parts[3];
      calls.computeIfAbsent(action, _ -> new AtomicLong()).incrementAndGet();
      if (action.equals(unanswered)) {
        return;
      }
      sent.incrementAndGet();
      channel.writeAndFlush(
          new TextWebSocketFrame(
              action.equals(refused)
                  ? "[4,\"%s\",\"NotImplemented\",\"\",{}]".formatted(id)
                  : "[3,\"%s\",%s]".formatted(id, payload(action))));
    }

    private String payload(String action) {
      return switch (action) {
        case "BootNotification" ->
            "{\"currentTime\":\"%s\",\"interval\":%d,\"status\":\"Accepted\"}"
                .formatted(Instant.EPOCH, heartbeatInterval);
        case "Heartbeat" -> "{\"currentTime\":\"%s\"}".formatted(Instant.EPOCH);
        case "Authorize" ->
            "{\"idTagInfo\":{\"status\":\"Accepted\"},\"idTokenInfo\":{\"status\":\"Accepted\"}}";
        case "StartTransaction" -> "{\"transactionId\":1,\"idTagInfo\":{\"status\":\"Accepted\"}}";
        default -> "{}";
      };
    }
  }
}
