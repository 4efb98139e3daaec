package io.ocppgateway.gateway.tls;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import javax.net.ssl.SSLException;

/// Tells the handlers behind, as an exception, that a handshake failed; is gone when it succeeded.
/// A peer that goes away during the handshake is no failure: it was not refused.
final class HandshakeWatch extends ChannelInboundHandlerAdapter {

  private boolean failed;

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslHandshakeCompletionEvent completion) {
      if (completion.isSuccess()) {
        ctx.pipeline().remove(this);
      }
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof DecoderException && cause.getCause() instanceof SSLException fault) {
      if (!failed) {
        failed = true;
        ctx.fireExceptionCaught(failure(fault));
      }
    } else {
      ctx.fireExceptionCaught(cause);
    }
  }

  /// What Netty says of bytes that are no TLS quotes them, and they may hold a password.
  private static FailedHandshake failure(SSLException fault) {
    return fault instanceof NotSslRecordException
        ? new FailedHandshake("the first bytes are no TLS", false, new SSLException("no TLS"))
        : new FailedHandshake("TLS failed: " + fault.getMessage(), true, fault);
  }
}
