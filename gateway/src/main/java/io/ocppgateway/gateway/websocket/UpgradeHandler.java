package io.ocppgateway.gateway.websocket;

import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderNames.RETRY_AFTER;
import static io.netty.handler.codec.http.HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL;
import static io.netty.handler.codec.http.HttpHeaderNames.SEC_WEBSOCKET_VERSION;
import static io.netty.handler.codec.http.HttpHeaderNames.UPGRADE;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.util.concurrent.ScheduledFuture;
import io.ocppgateway.gateway.registry.Registration;
import io.ocppgateway.gateway.registry.Registry;
import io.ocppgateway.gateway.session.Session;
import io.ocppgateway.gateway.session.Sessions;
import io.ocppgateway.gateway.transport.Outbound;
import io.ocppgateway.ocpp.ChargePointId;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the one request of a connection a WebSocket, or refuses it, and is gone afterwards.
///
/// Nothing more is read from the connection until that is decided and the session's link is up.
final class UpgradeHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

  private static final Logger LOG = LoggerFactory.getLogger(UpgradeHandler.class);

  private static final int REQUEST_TIMEOUT_SECONDS = 10;
  private static final int RETRY_AFTER_SECONDS = 10;
  private static final int POLICY_VIOLATION = 1008;

  /// What can be read at all, in bytes; frames over the broker's limit are read to be answered.
  private static final int MAX_MESSAGE_BYTES = 1024 * 1024;

  private static final WebSocketDecoderConfig DECODER =
      WebSocketDecoderConfig.newBuilder()
          .maxFramePayloadLength(MAX_MESSAGE_BYTES)
          // Closing is the session's, and whole messages are checked there at once.
          .closeOnProtocolViolation(false)
          .withUTF8Validator(false)
          .build();

  private final Registry registry;
  private final Sessions sessions;
  private final Duration pingInterval;
  private @Nullable ScheduledFuture<?> requestTimeout;
  private boolean deciding;

  /// @param pingInterval of the sessions, see [KeepAlive]
  UpgradeHandler(Registry registry, Sessions sessions, Duration pingInterval) {
    this.registry = registry;
    this.sessions = sessions;
    this.pingInterval = pingInterval;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    requestTimeout =
        ctx.executor()
            .schedule(() -> Outbound.close(ctx), REQUEST_TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    stopTimeout();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (deciding) {
      // Nobody may send before the upgrade is answered.
      Outbound.close(ctx);
      return;
    }
    deciding = true;
    stopTimeout();
    ctx.channel().config().setAutoRead(false);
    switch (UpgradeDecision.of(request)) {
      case UpgradeDecision.Refused refused -> refuse(ctx, refused);
      case UpgradeDecision.Acceptable acceptable -> {
        request.retain();
        registry
            .find(acceptable.id())
            .whenComplete((registration, failure) ->
                ctx.executor()
                    .execute(() -> decide(ctx, request, acceptable, registration, failure)));
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.atDebug()
        .addKeyValue("remoteAddress", ctx.channel().remoteAddress())
        .setCause(cause)
        .log("connection failed before its upgrade");
    Outbound.close(ctx);
  }

  private void decide(
      ChannelHandlerContext ctx,
      FullHttpRequest request,
      UpgradeDecision.Acceptable acceptable,
      @Nullable Registration registration,
      @Nullable Throwable failure) {
    try {
      if (!ctx.channel().isActive()) {
        return;
      }
      if (registration == null) {
        LOG.atWarn()
            .addKeyValue("chargePointId", acceptable.id())
            .addKeyValue("detail", failure)
            .log("registration unknown");
        refuse(
            ctx,
            new UpgradeDecision.Refused(
                HttpResponseStatus.SERVICE_UNAVAILABLE,
                "the registration cannot be looked up now"));
        return;
      }
      ChannelSocket socket = upgrade(ctx, request, acceptable);
      ChargePointId id = acceptable.id();
      switch (registration) {
        case REGISTERED -> startSession(ctx, socket, acceptable);
        case UNREGISTERED ->
            turnAway(ctx, socket, id, "Charge Point " + id + " not registered as an IoT Thing");
        case DISABLED -> turnAway(ctx, socket, id, "Charge Point " + id + " is disabled");
      }
    } finally {
      request.release();
    }
  }

  private static ChannelSocket upgrade(
      ChannelHandlerContext ctx, FullHttpRequest request, UpgradeDecision.Acceptable acceptable) {
    // Set by hand: Netty looks at the first line of the offer only, and not in the client's order.
    HttpHeaders headers =
        new DefaultHttpHeaders().set(SEC_WEBSOCKET_PROTOCOL, acceptable.version().subprotocol());
    new WebSocketServerHandshaker13(request.uri(), null, DECODER)
        .handshake(ctx.channel(), request, headers, ctx.newPromise())
        .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    return new ChannelSocket(ctx.channel());
  }

  private void startSession(
      ChannelHandlerContext ctx, ChannelSocket socket, UpgradeDecision.Acceptable acceptable) {
    Session session = sessions.open(acceptable.id(), acceptable.version(), socket);
    ctx.pipeline()
        .addFirst(Handlers.KEEP_ALIVE, new KeepAlive(pingInterval))
        .addLast(Handlers.FRAGMENTS, new WebSocketFrameAggregator(MAX_MESSAGE_BYTES))
        .addLast(Handlers.SESSION, new SessionHandler(socket, session))
        .remove(this);
  }

  private void turnAway(
      ChannelHandlerContext ctx, ChannelSocket socket, ChargePointId id, String reason) {
    LOG.atInfo()
        .addKeyValue("chargePointId", id)
        .addKeyValue("connectionId", socket.connectionId())
        .addKeyValue("remoteAddress", ctx.channel().remoteAddress())
        .addKeyValue("reason", reason)
        .log("charge point turned away");
    ctx.pipeline().addLast(Handlers.SESSION, new GoodbyeHandler(socket)).remove(this);
    socket.sayGoodbye(POLICY_VIOLATION, reason);
  }

  private static void refuse(ChannelHandlerContext ctx, UpgradeDecision.Refused refused) {
    LOG.atInfo()
        .addKeyValue("remoteAddress", ctx.channel().remoteAddress())
        .addKeyValue("status", refused.status().code())
        .addKeyValue("reason", refused.why())
        .log("connection refused");
    ByteBuf body = ByteBufUtil.writeUtf8(ctx.alloc(), refused.why() + "\n");
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, refused.status(), body);
    HttpHeaders headers = response.headers();
    headers.set(CONTENT_TYPE, "text/plain; charset=utf-8");
    headers.set(CONTENT_LENGTH, body.readableBytes());
    headers.set(CONNECTION, HttpHeaderValues.CLOSE);
    if (refused.status().equals(HttpResponseStatus.SERVICE_UNAVAILABLE)) {
      headers.set(RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    if (refused.status().equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
      headers.set(UPGRADE, HttpHeaderValues.WEBSOCKET).set(SEC_WEBSOCKET_VERSION, "13");
    }
    Outbound.sendLast(ctx, response);
  }

  private void stopTimeout() {
    if (requestTimeout != null) {
      requestTimeout.cancel(false);
      requestTimeout = null;
    }
  }
}
