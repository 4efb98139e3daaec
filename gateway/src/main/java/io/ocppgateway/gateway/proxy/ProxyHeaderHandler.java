package io.ocppgateway.gateway.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyProtocolException;
import io.netty.handler.codec.haproxy.HAProxyProtocolVersion;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.AddressFamily;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Takes the source address from a PROXY header, tells the handlers behind, and is gone.
///
/// Version 1 is refused: no load balancer of AWS that fits this gateway sends it, and one way to
/// say a thing is enough. TLVs are passed over.
final class ProxyHeaderHandler extends ChannelInboundHandlerAdapter {

  private final InetSocketAddress proxy;
  private boolean failed;

  /// @param proxy who opened the connection
  ProxyHeaderHandler(InetSocketAddress proxy) {
    this.proxy = proxy;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (failed || !(message instanceof HAProxyMessage header)) {
      ReferenceCountUtil.release(message);
      return;
    }
    try {
      if (header.protocolVersion() != HAProxyProtocolVersion.V2) {
        fail(ctx, new BadProxyHeader("PROXY header of version 1; only version 2 is understood"));
        return;
      }
      ctx.fireUserEventTriggered(new SourceFound(source(header)));
      ctx.pipeline().remove(this);
    } finally {
      header.release();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof HAProxyProtocolException) {
      fail(ctx, new BadProxyHeader("no PROXY header of version 2: " + cause.getMessage(), cause));
    } else {
      ctx.fireExceptionCaught(cause);
    }
  }

  private void fail(ChannelHandlerContext ctx, BadProxyHeader fault) {
    if (!failed) {
      failed = true;
      ctx.fireExceptionCaught(fault);
    }
  }

  private InetSocketAddress source(HAProxyMessage header) {
    AddressFamily family = header.proxiedProtocol().addressFamily();
    boolean hasAddress = family == AddressFamily.AF_IPv4 || family == AddressFamily.AF_IPv6;
    if (header.command() == HAProxyCommand.LOCAL || !hasAddress) {
      return proxy;
    }
    InetAddress address = NetUtil.createInetAddressFromIpAddressString(header.sourceAddress());
    return address == null ? proxy : new InetSocketAddress(address, header.sourcePort());
  }
}
