package io.ocppgateway.gateway.mqtt.endpoint;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslContext;
import io.ocppgateway.gateway.transport.Transport;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Where the broker is: opens byte streams to it on which MQTT can be spoken. One per process, safe
/// for use by many threads.
public final class BrokerEndpoint implements Endpoint, AutoCloseable {

  /// Whoever dials gives up by itself; a timer here would stay in memory as long as the connection.
  private static final int NO_CONNECT_TIMEOUT = 0;

  private static final int MAX_HANDSHAKE_BYTES = 8 * 1024;
  private static final int MAX_WEB_SOCKET_FRAME_BYTES = 512 * 1024;
  private static final String ROOT_PATH = "/";

  private final CredentialsSource credentials;
  private final SigV4Presigner presigner;
  private final ClientTls tls;
  private final Transport transport;
  private final VirtualThreadResolver resolver = new VirtualThreadResolver();

  /// Null until it is known.
  private volatile @Nullable BrokerUrl url;

  /// Prepares for connections; opens none yet.
  ///
  /// @param url null if it is yet to be [#found]
  /// @param files of TLS; not looked at where the URL says to do without, and else at once
  /// @param credentials asked for `ws` and `wss` only, anew for each connection
  /// @param region for which requests are signed
  /// @throws IllegalArgumentException if TLS cannot be set up with those files
  public BrokerEndpoint(
      @Nullable BrokerUrl url,
      BrokerTls files,
      CredentialsSource credentials,
      String region,
      Clock clock,
      Transport transport) {
    this.url = url;
    this.credentials = credentials;
    this.transport = transport;
    presigner = new SigV4Presigner(region, clock);
    boolean isNeeded = url == null || url.scheme().isEncrypted();
    tls = isNeeded && files.areGiven() ? ClientTls.of(files) : ClientTls.later(files);
  }

  /// This is where the broker is, after all.
  public void found(BrokerUrl found) {
    url = found;
  }

  /// Whether it is known where the broker is.
  public boolean isFound() {
    return url != null;
  }

  @Override
  public void open(Dialer dialer, EventLoop eventLoop) {
    BrokerUrl known = url;
    if (known == null) {
      dialer.onNoAttempt("it is not known yet where the broker is");
    } else if (known.scheme().isWebSocket()) {
      credentials
          .credentials()
          .whenComplete((keys, failure) ->
              eventLoop.execute(() -> sign(dialer, eventLoop, known, keys, failure)));
    } else {
      connect(dialer, eventLoop, known, ROOT_PATH);
    }
  }

  @Override
  public void close() {
    resolver.close();
  }

  private void sign(
      Dialer dialer,
      EventLoop eventLoop,
      BrokerUrl known,
      @Nullable AwsCredentials keys,
      @Nullable Throwable failure) {
    if (keys == null) {
      dialer.onNoAttempt("no credentials to sign with: " + failure);
    } else {
      connect(dialer, eventLoop, known, presigner.presign(known, keys));
    }
  }

  private void connect(Dialer dialer, EventLoop eventLoop, BrokerUrl known, String pathAndQuery) {
    if (!known.scheme().isEncrypted()) {
      dial(dialer, eventLoop, known, pathAndQuery, null);
      return;
    }
    CompletableFuture<SslContext> context = tls.context();
    if (context.state() == Future.State.SUCCESS) {
      dial(dialer, eventLoop, known, pathAndQuery, context.resultNow());
      return;
    }
    CompletableFuture<SslContext> _ =
        context.whenComplete((made, failure) ->
            eventLoop.execute(() -> {
              if (made == null) {
                dialer.onNoAttempt("TLS cannot be set up: " + failure);
              } else {
                dial(dialer, eventLoop, known, pathAndQuery, made);
              }
            }));
  }

  private void dial(
      Dialer dialer,
      EventLoop eventLoop,
      BrokerUrl known,
      String pathAndQuery,
      @Nullable SslContext context) {
    if (dialer.hasEnded()) {
      return;
    }
    dialer.onConnecting(
        new Bootstrap()
            .group(eventLoop)
            .channel(transport.clientChannel())
            .resolver(resolver)
            .option(ChannelOption.TCP_NODELAY, true)
            // How often is the system's: the task definition sets it.
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, NO_CONNECT_TIMEOUT)
            .option(ChannelOption.RECVBUF_ALLOCATOR, Transport.READS)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    if (context != null) {
                      channel.pipeline().addLast("tls", handler(context, channel, known));
                    }
                    fill(channel.pipeline(), known, pathAndQuery);
                    dialer.fill(channel.pipeline());
                  }
                })
            .connect(known.host(), known.port()));
  }

  private static ChannelHandler handler(SslContext context, Channel channel, BrokerUrl known) {
    return context.newHandler(channel.alloc(), known.host(), known.port());
  }

  /// Handlers in pipeline order, what is next to TLS first.
  private static void fill(ChannelPipeline pipeline, BrokerUrl known, String pathAndQuery) {
    if (known.scheme().isWebSocket()) {
      pipeline
          .addLast("http", new HttpClientCodec())
          .addLast("httpBody", new HttpObjectAggregator(MAX_HANDSHAKE_BYTES))
          .addLast("webSocket", new WebSocketClientProtocolHandler(upgrade(known, pathAndQuery)))
          .addLast("webSocketBytes", new WebSocketBytes());
    }
  }

  private static WebSocketClientProtocolConfig upgrade(BrokerUrl known, String pathAndQuery) {
    String scheme = known.scheme().isEncrypted() ? "wss" : "ws";
    return WebSocketClientProtocolConfig.newBuilder()
        .webSocketUri(URI.create(scheme + "://" + known.authority() + pathAndQuery))
        .version(WebSocketVersion.V13)
        .subprotocol("mqtt")
        .generateOriginHeader(false)
        .maxFramePayloadLength(MAX_WEB_SOCKET_FRAME_BYTES)
        // MQTT is bytes, in frames of any size.
        .withUTF8Validator(false)
        .build();
  }
}
