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
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.ocppgateway.gateway.transport.Outbound;

/// Answers one request and closes its connection. To HEAD the encoder writes no body.
final class HealthHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

  private static final String TEXT = "text/plain; charset=utf-8";

  private final Readiness readiness;
  private final Vitals vitals;

  HealthHandler(Readiness readiness, Vitals vitals) {
    this.readiness = readiness;
    this.vitals = vitals;
  }

  private record Answer(HttpResponseStatus status, String type, String text) {

    static Answer of(HttpResponseStatus status, String text) {
      return new Answer(status, TEXT, text + "\n");
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    boolean isRead =
        request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    send(
        ctx,
        isRead
            ? answerTo(new QueryStringDecoder(request.uri()).path())
            : Answer.of(HttpResponseStatus.METHOD_NOT_ALLOWED, "allowed are GET and HEAD"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // Whoever asks this way needs no answer.
    Outbound.close(ctx);
  }

  private Answer answerTo(String path) {
    return switch (path) {
      case "/healthz" ->
          vitals.alive().getAsBoolean()
              ? Answer.of(HttpResponseStatus.OK, "alive")
              : Answer.of(HttpResponseStatus.SERVICE_UNAVAILABLE, "an event loop is stuck");
      case "/readyz" -> readiness(readiness.state());
      case "/metrics" ->
          new Answer(HttpResponseStatus.OK, vitals.metricsType(), vitals.metrics().get());
      default -> Answer.of(HttpResponseStatus.NOT_FOUND, "try /healthz, /readyz or /metrics");
    };
  }

  private static Answer readiness(Readiness.State state) {
    HttpResponseStatus status =
        switch (state) {
          case READY -> HttpResponseStatus.OK;
          case STARTING, STOPPING -> HttpResponseStatus.SERVICE_UNAVAILABLE;
        };
    return Answer.of(status, state.word());
  }

  private static void send(ChannelHandlerContext ctx, Answer answer) {
    ByteBuf body = ByteBufUtil.writeUtf8(ctx.alloc(), answer.text());
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, answer.status(), body);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, answer.type())
        .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
        .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    if (answer.status().equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
      response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
    }
    Outbound.sendLast(ctx, response);
  }
}
