package io.ocppgateway.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// A central system of the simplest kind: it accepts BootNotifications, answers every other CALL
/// with `{}`, and remembers what it saw.
final class TestCentralSystem implements AutoCloseable {

  final List<String> paths = new CopyOnWriteArrayList<>();
  final List<String> offeredSubprotocols = new CopyOnWriteArrayList<>();
  final List<String> texts = new CopyOnWriteArrayList<>();
  final List<String> pongs = new CopyOnWriteArrayList<>();
  final List<Integer> closes = new CopyOnWriteArrayList<>();
  final List<Channel> connections = new CopyOnWriteArrayList<>();

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel listener;
  private volatile Optional<HttpResponseStatus> refusal = Optional.empty();
  private volatile String subprotocols = "ocpp1.6,ocpp2.0.1,ocpp2.1";

  TestCentralSystem() throws InterruptedException {
    listener =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(65_536),
                            new Upgrade(),
                            new Frames());
                  }
                })
            .bind("127.0.0.1", 0)
            .sync()
            .channel();
  }

  URI url() {
    return URI.create("ws://127.0.0.1:" + ((InetSocketAddress) listener.localAddress()).getPort());
  }

  void refuse(HttpResponseStatus status) {
    refusal = Optional.of(status);
  }

  void speaksNothing() {
    subprotocols = "";
  }

  Channel lastConnection() {
    return connections.getLast();
  }

  void close(int code, String reason) {
    lastConnection().writeAndFlush(new CloseWebSocketFrame(code, reason));
  }

  void ping(String text) {
    lastConnection()
        .writeAndFlush(new PingWebSocketFrame(Unpooled.wrappedBuffer(text.getBytes(UTF_8))));
  }

  /// At one go: nothing else may be said between them.
  void sayInTwoFragments(String first, String second) {
    Channel connection = lastConnection();
    connection
        .eventLoop()
        .execute(() -> {
          connection.write(new TextWebSocketFrame(false, 0, first));
          connection.writeAndFlush(new ContinuationWebSocketFrame(true, 0, second));
        });
  }

  @Override
  public void close() {
    loops.shutdownGracefully(50, 5000, TimeUnit.MILLISECONDS).syncUninterruptibly();
  }

  private final class Upgrade extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext channel, FullHttpRequest request) {
      if (!request.decoderResult().isSuccess()) {
        channel.close();
        return;
      }
      paths.add(request.uri());
      offeredSubprotocols.add(String.valueOf(request.headers().get("Sec-WebSocket-Protocol")));
      if (refusal.isPresent()) {
        channel.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, refusal.get()));
        channel.close();
        return;
      }
      connections.add(channel.channel());
      new WebSocketServerHandshakerFactory(url().toString(), subprotocols, false)
          .newHandshaker(request)
          .handshake(channel.channel(), request);
    }
  }

  private final class Frames extends SimpleChannelInboundHandler<WebSocketFrame> {
    @Override
    protected void channelRead0(ChannelHandlerContext channel, WebSocketFrame frame) {
      switch (frame) {
        case TextWebSocketFrame text -> {
          texts.add(text.text());
          answer(channel, text.text());
        }
        case PongWebSocketFrame pong -> pongs.add(pong.content().toString(UTF_8));
        case CloseWebSocketFrame close -> {
          closes.add(close.statusCode());
          channel.close();
        }
        default -> throw new AssertionError("unexpected " + frame);
      }
    }

    private void answer(ChannelHandlerContext channel, String text) {
      if (!text.startsWith("[2,")) {
        return;
      }
      String payload =
          text.contains("\"BootNotification\"")
              ? "{\"currentTime\":\"2026-01-01T00:00:00Z\",\"interval\":1,\"status\":\"Accepted\"}"
              : "{}";
      channel.writeAndFlush(
          new TextWebSocketFrame("[3,\"%s\",%s]".formatted(text.split("\"")[1], payload)));
    }
  }
}
