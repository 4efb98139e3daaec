package io.ocppgateway.gateway.health;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.ocppgateway.gateway.transport.Outbound;

/// Answers one health check and closes its connection.
final class HealthHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

  private final Readiness readiness;

  HealthHandler(Readiness readiness) {
    this.readiness = readiness;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    switch (request.uri()) {
      case "/healthz" -> answer(ctx, HttpResponseStatus.OK, "alive");
      case "/readyz" -> {
        if (readiness.isReady()) {
          answer(ctx, HttpResponseStatus.OK, "ready");
        } else {
          answer(ctx, HttpResponseStatus.SERVICE_UNAVAILABLE, "stopping");
        }
      }
      default -> answer(ctx, HttpResponseStatus.NOT_FOUND, "try /healthz or /readyz");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // Whoever asks this way needs no answer.
    Outbound.close(ctx);
  }

  private static void answer(ChannelHandlerContext ctx, HttpResponseStatus status, String text) {
    ByteBuf body = ByteBufUtil.writeUtf8(ctx.alloc(), text + "\n");
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
        .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    Outbound.sendLast(ctx, response);
  }
}
