package io.ocppgateway.gateway.proxy;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import java.net.InetSocketAddress;

/// Puts into a new connection's pipeline what reads its PROXY header. Safe for use by many threads.
public final class ProxyHeaders {

  private static final String DECODER = "proxyDecoder";
  private static final String HANDLER = "proxyHeader";
  private static final String DETECTOR = "proxyDetector";

  private final TrustedProxies.Matcher trusted;

  /// Reads the headers of these proxies.
  public ProxyHeaders(TrustedProxies trusted) {
    this.trusted = trusted.matcher();
  }

  /// Makes a connection from a trusted proxy read its header first. The handlers behind hear of
  /// nothing before; then of a [SourceFound], or of a [BadProxyHeader] as an exception.
  ///
  /// @param peer who opened the connection
  /// @return whether a header must come
  public boolean expectFrom(InetSocketAddress peer, ChannelPipeline pipeline) {
    if (!trusted.matches(peer)) {
      return false;
    }
    pipeline
        .addLast(DECODER, new HAProxyMessageDecoder())
        .addLast(HANDLER, new ProxyHeaderHandler(peer));
    return true;
  }

  /// Makes a connection pass over a PROXY header, if it begins with one: for health checks, which a
  /// load balancer may or may not begin so.
  public static void passOver(ChannelPipeline pipeline) {
    pipeline.addLast(DETECTOR, new ProxyHeaderSkipper());
  }
}
