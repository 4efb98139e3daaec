package io.ocppgateway.gateway.mqtt;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.ssl.SslContext;
import io.ocppgateway.gateway.mqtt.LinkEnd.Kind;
import io.ocppgateway.gateway.transport.Transport;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// The broker, as the place to open links to. One per process, safe for use by many threads.
public final class Broker implements AutoCloseable {

  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
  private static final int MAX_HANDSHAKE_BYTES = 8 * 1024;
  private static final String ROOT_PATH = "/";

  private final BrokerUrl url;
  private final CredentialsSource credentials;
  private final SigV4Presigner presigner;
  private final @Nullable SslContext tls;
  private final Transport transport;
  private final VirtualThreadResolver resolver = new VirtualThreadResolver();

  /// Prepares for links; connects to nothing yet.
  ///
  /// @param files of TLS; not looked at where the URL says to do without
  /// @param credentials asked for `ws` and `wss` only
  /// @param region for which requests are signed
  /// @throws IllegalArgumentException if TLS cannot be set up with those files
  public Broker(
      BrokerUrl url,
      BrokerTls files,
      CredentialsSource credentials,
      String region,
      Clock clock,
      Transport transport) {
    this.url = url;
    this.credentials = credentials;
    this.transport = transport;
    presigner = new SigV4Presigner(region, clock);
    tls = url.scheme().isEncrypted() ? files.newContext() : null;
  }

  /// Opens the link of a charge point.
  ///
  /// @param eventLoop of the charge point's socket, and so of the link; this is called on it
  /// @param version tells every message which OCPP it holds
  public Link connect(
      EventLoop eventLoop, ChargePointId id, OcppVersion version, LinkListener listener) {
    Link link = new Link(id, version, eventLoop, listener);
    if (url.scheme().isWebSocket()) {
      credentials
          .credentials()
          .whenComplete(
              (keys, failure) -> eventLoop.execute(() -> sign(link, eventLoop, keys, failure)));
    } else {
      eventLoop.execute(() -> open(link, eventLoop, ROOT_PATH));
    }
    return link;
  }

  @Override
  public void close() {
    resolver.close();
  }

  private void sign(
      Link link, EventLoop eventLoop, @Nullable AwsCredentials keys, @Nullable Throwable failure) {
    if (keys == null) {
      link.end(new LinkEnd(Kind.UNREACHABLE, "no credentials to sign with: " + failure));
    } else {
      open(link, eventLoop, presigner.presign(url, keys));
    }
  }

  private void open(Link link, EventLoop eventLoop, String pathAndQuery) {
    if (link.hasEnded()) {
      return;
    }
    link.onConnecting(
        new Bootstrap()
            .group(eventLoop)
            .channel(transport.clientChannel())
            .resolver(resolver)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    fill(channel.pipeline(), link, pathAndQuery);
                  }
                })
            .connect(url.host(), url.port()));
  }

  /// Handlers in pipeline order, the broker first.
  private void fill(ChannelPipeline pipeline, Link link, String pathAndQuery) {
    if (tls != null) {
      pipeline.addLast("tls", tls.newHandler(pipeline.channel().alloc(), url.host(), url.port()));
    }
    if (url.scheme().isWebSocket()) {
      pipeline
          .addLast("http", new HttpClientCodec())
          .addLast("httpBody", new HttpObjectAggregator(MAX_HANDSHAKE_BYTES))
          .addLast("webSocket", new WebSocketClientProtocolHandler(upgrade(pathAndQuery)))
          .addLast("webSocketBytes", new WebSocketBytes());
    }
    pipeline
        .addLast("mqttDecoder", new MqttDecoder(Packets.MAX_PACKET_BYTES))
        .addLast("mqttEncoder", MqttEncoder.INSTANCE)
        .addLast("link", new LinkHandler(link));
  }

  private WebSocketClientProtocolConfig upgrade(String pathAndQuery) {
    String scheme = url.scheme().isEncrypted() ? "wss" : "ws";
    return WebSocketClientProtocolConfig.newBuilder()
        .webSocketUri(URI.create(scheme + "://" + url.authority() + pathAndQuery))
        .version(WebSocketVersion.V13)
        .subprotocol("mqtt")
        .generateOriginHeader(false)
        .maxFramePayloadLength(2 * Packets.MAX_PACKET_BYTES)
        // MQTT is bytes, in frames of any size.
        .withUTF8Validator(false)
        .build();
  }
}
