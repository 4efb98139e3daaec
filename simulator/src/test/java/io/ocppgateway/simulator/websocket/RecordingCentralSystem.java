package io.ocppgateway.simulator.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A central system that lets everybody in, answers every CALL, and records what it sees: paths,
/// frames with their times, pongs, closes, ends of connections, and how many were open at once.
public final class RecordingCentralSystem implements AutoCloseable {

  /// A frame, and when it came.
  public record Message(String text, long nanos) {}

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<Connection> connections = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final Channel listener;
  private volatile boolean answersOnlyBoots;

  public RecordingCentralSystem() throws InterruptedException {
    listener =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            // Small, so that who does not read is noticed soon.
            .childOption(ChannelOption.SO_SNDBUF, 8 * 1024)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(), new HttpObjectAggregator(65_536), new Upgrade());
                  }
                })
            .bind("127.0.0.1", 0)
            .sync()
            .channel();
  }

  public URI url() {
    return URI.create("ws://127.0.0.1:" + ((InetSocketAddress) listener.localAddress()).getPort());
  }

  /// Every connection that there has been, the first one first.
  public List<Connection> connections() {
    return connections;
  }

  public Connection connection(int number) {
    return connections.get(number);
  }

  /// How many were open at once, at most.
  public int mostOpen() {
    return mostOpen.get();
  }

  public int open() {
    return open.get();
  }

  /// The CALLs of an action on all connections; of every action if it is empty.
  public List<Message> calls(String action) {
    return connections.stream()
        .flatMap(connection -> connection.messages.stream())
        .filter(message -> message.text().startsWith("[2,"))
        .filter(message -> action.isEmpty() || message.text().contains("\"" + action + "\""))
        .toList();
  }

  public void answerOnlyBoots() {
    answersOnlyBoots = true;
  }

  @Override
  public void close() {
    loops.shutdownGracefully(50, 5000, TimeUnit.MILLISECONDS).syncUninterruptibly();
  }

  /// Charge points set their clocks by it.
  private static String bootAnswer() {
    return "{\"currentTime\":\"%s\",\"interval\":1,\"status\":\"Accepted\"}"
        .formatted(Instant.now());
  }

  private final class Upgrade extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext channel, FullHttpRequest request) {
      Connection connection = new Connection(channel.channel(), request);
      connections.add(connection);
      mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
      channel.pipeline().addLast(connection);
      new WebSocketServerHandshakerFactory(url().toString(), "ocpp1.6,ocpp2.0.1,ocpp2.1", false)
          .newHandshaker(request)
          .handshake(channel.channel(), request);
    }
  }

  /// One connection, as the central system sees it.
  public final class Connection extends SimpleChannelInboundHandler<WebSocketFrame> {

    private final Channel channel;
    private final String path;
    private final String authorization;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final List<String> pongs = new CopyOnWriteArrayList<>();
    private final long openedAtNanos = System.nanoTime();
    private volatile Optional<Integer> closeCode = Optional.empty();
    private volatile boolean ended;

    private Connection(Channel channel, FullHttpRequest request) {
      this.channel = channel;
      this.path = request.uri();
      this.authorization = String.valueOf(request.headers().get("Authorization"));
    }

    public String path() {
      return path;
    }

    public String authorization() {
      return authorization;
    }

    public InetSocketAddress peer() {
      return (InetSocketAddress) channel.remoteAddress();
    }

    public List<Message> messages() {
      return messages;
    }

    public List<String> pongs() {
      return pongs;
    }

    public long openedAtNanos() {
      return openedAtNanos;
    }

    /// The code of the close frame that the charge point sent, or sent back.
    public Optional<Integer> closeCode() {
      return closeCode;
    }

    /// Whether its TCP connection is over.
    public boolean ended() {
      return ended;
    }

    /// Whether more may be written before the peer reads.
    public boolean isWritable() {
      return channel.isWritable();
    }

    public void say(String text) {
      channel.writeAndFlush(new TextWebSocketFrame(text));
    }

    public void ping(String text) {
      channel.writeAndFlush(new PingWebSocketFrame(Unpooled.wrappedBuffer(text.getBytes(UTF_8))));
    }

    public void close(int code, String reason) {
      channel.writeAndFlush(new CloseWebSocketFrame(code, reason));
    }

    /// Ends the TCP connection without a word.
    public void drop() {
      channel.close();
    }

    /// Ends it so that the peer hears at once, whatever it has not read.
    public void reset() {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
      channel.close();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      switch (frame) {
        case TextWebSocketFrame text -> {
          messages.add(new Message(text.text(), System.nanoTime()));
          answer(text.text());
        }
        case PongWebSocketFrame pong -> pongs.add(pong.content().toString(UTF_8));
        case CloseWebSocketFrame close -> {
          closeCode = Optional.of(close.statusCode());
          channel.close();
        }
        default -> throw new AssertionError("unexpected " + frame);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      ended = true;
      open.decrementAndGet();
    }

    private void answer(String text) {
      boolean boots = text.contains("\"BootNotification\"");
      if (text.startsWith("[2,") && (boots || !answersOnlyBoots)) {
        say("[3,\"%s\",%s]".formatted(text.split("\"")[1], boots ? bootAnswer() : "{}"));
      }
    }
  }
}
