package io.ocppgateway.gateway.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.ocppgateway.gateway.proxy.BadProxyHeader;
import io.ocppgateway.gateway.proxy.SourceFound;
import io.ocppgateway.gateway.tls.FailedHandshake;
import io.ocppgateway.gateway.transport.Outbound;
import io.ocppgateway.gateway.websocket.event.RefusalCause;
import io.ocppgateway.gateway.websocket.event.UpgradedConnection;
import io.ocppgateway.gateway.websocket.limit.SourceShare;
import io.ocppgateway.gateway.websocket.limit.SourceShare.OverLimit;
import io.ocppgateway.gateway.websocket.request.UpgradeDecision;
import io.ocppgateway.ocpp.OcppVersion;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the one request of a connection a WebSocket, or refuses it, and is gone afterwards.
///
/// ```
/// source unknown ──PROXY header──► waiting ──request──► deciding ──► in line ──► upgraded, and gone
///                                     └──too slow───────────┴───────────┴──────► refused, and closed
/// ```
///
/// What costs least comes first: the source address, the request, whether there is room in line for
/// the broker, then the registration and the credentials, and only for whom they are good a place
/// in that line. Nothing more is read from the connection until that is decided and the session's
/// link is up. [Entry] asks what has to be asked of others, [Refusals] says no.
final class UpgradeHandler extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(UpgradeHandler.class);

  private final Reception reception;
  private final SourceShare share;
  private final Refusals refusals;
  private final boolean isProxied;
  private boolean isDecided;
  private @Nullable ByteBuf earlyBytes;
  private @Nullable Entry entry;
  private @Nullable ScheduledFuture<?> deadline;

  /// @param peer who opened the connection
  /// @param isProxied whether the peer is yet to say for whom
  UpgradeHandler(Reception reception, InetSocketAddress peer, boolean isProxied) {
    this.reception = reception;
    share = new SourceShare(reception.limits(), peer);
    refusals = new Refusals(reception, share);
    this.isProxied = isProxied;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    long timeout = reception.settings().request().timeout().toMillis();
    deadline = ctx.executor().schedule(() -> giveUp(ctx), timeout, TimeUnit.MILLISECONDS);
    if (!isProxied) {
      count(ctx, share.source());
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    stopDeadline();
    if (entry != null) {
      entry.giveUp();
    }
    if (earlyBytes != null) {
      earlyBytes.release();
      earlyBytes = null;
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SourceFound(InetSocketAddress found)) {
      count(ctx, found);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof HttpRequest request && !isDecided) {
      isDecided = true;
      stopDeadline();
      ctx.channel().config().setAutoRead(false);
      // What follows the request is no HTTP: it comes to this handler as it is.
      ctx.pipeline().remove(Handlers.HTTP);
      onRequest(ctx, request);
    } else if (message instanceof ByteBuf bytes && isDecided) {
      // No more than what was read together with the request.
      earlyBytes =
          earlyBytes == null
              ? bytes
              : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), earlyBytes, bytes);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    String why = String.valueOf(cause.getMessage());
    switch (cause) {
      case BadProxyHeader _ -> hangUp(ctx, RefusalCause.BAD_PROXY_HEADER, why);
      case FailedHandshake failed ->
          hangUp(ctx, failed.isTls() ? RefusalCause.TLS_HANDSHAKE : RefusalCause.NOT_TLS, why);
      default -> {
        LOG.atDebug()
            .addKeyValue("source", share.source())
            .setCause(cause)
            .log("connection failed before its upgrade");
        Outbound.close(ctx);
      }
    }
  }

  private void giveUp(ChannelHandlerContext ctx) {
    String why = "no whole request head came within " + reception.settings().request().timeout();
    hangUp(ctx, RefusalCause.REQUEST_TOO_SLOW, why);
  }

  private void hangUp(ChannelHandlerContext ctx, RefusalCause cause, String why) {
    isDecided = true;
    refusals.hangUp(ctx, cause, why);
  }

  private void count(ChannelHandlerContext ctx, InetSocketAddress source) {
    share.count(source, ctx.channel());
    OverLimit over = reception.checks().tls() == null ? null : share.overLimit();
    if (over != null) {
      // A handshake is what costs most: none is made only to be polite.
      hangUp(ctx, over.cause(), over.why());
    }
  }

  private void onRequest(ChannelHandlerContext ctx, HttpRequest request) {
    OverLimit over = share.overLimit();
    if (over != null) {
      refusals.refuse(ctx, over.cause(), over.why(), null, over.retryAfter());
      return;
    }
    switch (UpgradeDecision.of(request, reception.settings().request())) {
      case UpgradeDecision.Refused(RefusalCause cause, String why) ->
          refusals.refuse(ctx, cause, why, null);
      case UpgradeDecision.Acceptable acceptable -> {
        entry =
            new Entry(
                reception,
                ctx,
                acceptable,
                refusals,
                version -> startSession(ctx, acceptable, version));
        entry.begin();
      }
    }
  }

  private void startSession(
      ChannelHandlerContext ctx, UpgradeDecision.Acceptable acceptable, OcppVersion version) {
    Upgrade upgrade = Upgrade.of(reception, acceptable, version);
    upgrade.switchProtocols(ctx);
    reception
        .events()
        .onUpgraded(
            new UpgradedConnection(
                acceptable.id(),
                ctx.channel().id().asShortText(),
                share.source(),
                version,
                upgrade.isCompressed()));
    upgrade.startSession(ctx, acceptable.id(), version, takeEarlyBytes());
    ctx.pipeline().remove(this);
  }

  private @Nullable ByteBuf takeEarlyBytes() {
    ByteBuf taken = earlyBytes;
    earlyBytes = null;
    return taken;
  }

  private void stopDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }
}
