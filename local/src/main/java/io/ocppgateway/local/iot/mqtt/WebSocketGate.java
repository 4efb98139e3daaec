package io.ocppgateway.local.iot.mqtt;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AttributeKey;
import io.ocppgateway.local.aws.Principal;
import io.ocppgateway.local.aws.SignedQuery;
import io.ocppgateway.local.aws.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;

/// Lets a WebSocket upgrade pass whose URL is signed, and answers any other with HTTP 403 before
/// it.
final class WebSocketGate extends SimpleChannelInboundHandler<FullHttpRequest> {

  /// The service that AWS IoT's device SDKs sign for.
  static final String SERVICE = "iotdevicegateway";

  /// Who signed the upgrade of a channel.
  static final AttributeKey<Principal> PRINCIPAL =
      AttributeKey.valueOf(WebSocketGate.class, "principal");

  private static final Logger LOG = LoggerFactory.getLogger(WebSocketGate.class);

  private final SignedQuery signatures;

  WebSocketGate(SignedQuery signatures) {
    this.signatures = signatures;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    String uri = request.uri();
    int question = uri.indexOf('?');
    String path = question < 0 ? uri : uri.substring(0, question);
    if (!path.equals(MqttListener.PATH)) {
      refuse(
          ctx,
          HttpResponseStatus.NOT_FOUND,
          "ResourceNotFoundException",
          "MQTT over WebSocket is at %s, not at %s".formatted(MqttListener.PATH, path));
      return;
    }
    Map<String, String> headers = new HashMap<>();
    request
        .headers()
        .forEach(it -> headers.put(it.getKey().toLowerCase(Locale.ROOT), it.getValue()));
    String query = question < 0 ? "" : uri.substring(question + 1);
    switch (signatures.check(SERVICE, path, query, headers)) {
      case Verdict.Verified verified -> {
        ctx.channel().attr(PRINCIPAL).set(verified.principal());
        ctx.fireChannelRead(request.retain());
        ctx.pipeline().remove(this);
      }
      case Verdict.Refused refused -> {
        LOG.atWarn()
            .addKeyValue("remote", ctx.channel().remoteAddress())
            .addKeyValue("fault", refused.fault())
            .addKeyValue("reason", refused.reason())
            .log("MQTT over WebSocket refused");
        refuse(ctx, HttpResponseStatus.FORBIDDEN, refused.fault(), refused.reason());
      }
    }
  }

  private static void refuse(
      ChannelHandlerContext ctx, HttpResponseStatus status, String fault, String reason) {
    byte[] body =
        JsonNodeFactory.instance
            .objectNode()
            .put("message", reason)
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
    response.headers().set(HttpHeaderNames.CONNECTION, "close");
    response.headers().set("x-amzn-ErrorType", fault);
    ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }
}
