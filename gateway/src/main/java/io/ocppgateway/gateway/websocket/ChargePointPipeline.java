package io.ocppgateway.gateway.websocket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.ocppgateway.gateway.proxy.ProxyHeaders;
import io.ocppgateway.gateway.tls.ServerTls;
import io.ocppgateway.gateway.transport.Outbound;
import java.net.InetSocketAddress;

/// Makes the pipeline of a new connection: an HTTP request is expected, inside TLS if it ends here.
@Sharable
final class ChargePointPipeline extends ChannelInitializer<Channel> {

  private final Reception reception;
  private final ProxyHeaders proxyHeaders;
  private final HttpDecoderConfig http;

  ChargePointPipeline(Reception reception) {
    this.reception = reception;
    SocketSettings settings = reception.settings();
    proxyHeaders = new ProxyHeaders(settings.trustedProxies());
    http =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(settings.request().maxLineBytes())
            .setMaxHeaderSize(settings.request().maxHeaderBytes());
  }

  @Override
  protected void initChannel(Channel channel) {
    if (!(channel.remoteAddress() instanceof InetSocketAddress peer)) {
      // Gone before it was here.
      Outbound.close(channel);
      return;
    }
    ChannelPipeline pipeline = channel.pipeline();
    boolean isProxy = proxyHeaders.expectFrom(peer, pipeline);
    ServerTls tls = reception.checks().tls();
    if (tls != null) {
      tls.addTo(pipeline);
    }
    pipeline
        .addLast(Handlers.HTTP, new HttpRequestDecoder(http))
        .addLast(Handlers.UPGRADE, new UpgradeHandler(reception, peer, isProxy));
  }
}
