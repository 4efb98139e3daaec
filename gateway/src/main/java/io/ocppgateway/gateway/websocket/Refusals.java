package io.ocppgateway.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.ocppgateway.gateway.transport.Outbound;
import io.ocppgateway.gateway.websocket.event.RefusalCause;
import io.ocppgateway.gateway.websocket.event.RefusedAttempt;
import io.ocppgateway.gateway.websocket.limit.SourceShare;
import io.ocppgateway.gateway.websocket.request.HttpAnswer;
import io.ocppgateway.gateway.websocket.request.UpgradeDecision;
import io.ocppgateway.ocpp.ChargePointId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Says no to one connection, in HTTP, with a close frame or by hanging up, and tells whoever wants
/// to know. What is the charge point's fault is held against its source address.
final class Refusals {

  private static final Duration RETRY_SOON = Duration.ofSeconds(10);

  private final Reception reception;
  private final SourceShare share;

  Refusals(Reception reception, SourceShare share) {
    this.reception = reception;
    this.share = share;
  }

  /// Hangs up where no answer would be understood.
  void hangUp(ChannelHandlerContext ctx, RefusalCause cause, String why) {
    tell(cause, why, null);
    Outbound.close(ctx);
  }

  /// Refuses for a reason that may be known.
  ///
  /// @param id null if it was not understood
  void refuse(
      ChannelHandlerContext ctx, RefusalCause cause, String why, @Nullable ChargePointId id) {
    refuse(ctx, cause, why, id, Duration.ZERO);
  }

  /// The same, until later.
  void refuse(
      ChannelHandlerContext ctx,
      RefusalCause cause,
      String why,
      @Nullable ChargePointId id,
      Duration retryAfter) {
    tell(cause, why, id);
    answer(ctx, cause.status(), why, retryAfter);
  }

  /// Refuses with a status that was set, whatever the cause's own is.
  void refuseWith(
      ChannelHandlerContext ctx, int status, RefusalCause cause, String why, ChargePointId id) {
    tell(cause, why, id);
    answer(ctx, status, why, Duration.ZERO);
  }

  /// The log is told what was wrong, a stranger is not.
  ///
  /// @param told to the stranger
  void refuseUntold(
      ChannelHandlerContext ctx, RefusalCause cause, String why, ChargePointId id, String told) {
    tell(cause, why, id);
    answer(ctx, cause.status(), told, Duration.ZERO);
  }

  /// Refuses for a fault of ours.
  ///
  /// @param why for the log; a stranger is told less
  void putOff(
      ChannelHandlerContext ctx, RefusalCause cause, String why, ChargePointId id, String told) {
    tell(cause, why, id);
    answer(ctx, cause.status(), told, RETRY_SOON);
  }

  /// Upgrades only to say why not. Removes the handler whose context this is.
  void turnAway(
      ChannelHandlerContext ctx,
      UpgradeDecision.Acceptable acceptable,
      RefusalCause cause,
      int closeCode,
      String why) {
    tell(cause, why, acceptable.id());
    Upgrade upgrade =
        Upgrade.uncompressed(reception, acceptable, acceptable.offer().agreed().orElse(null));
    upgrade.switchProtocols(ctx);
    upgrade.sayGoodbye(ctx, closeCode, why);
    ctx.pipeline().remove(ctx.handler());
  }

  private static void answer(
      ChannelHandlerContext ctx, int status, String why, Duration retryAfter) {
    Outbound.sendLast(ctx, HttpAnswer.refusal(status, why, retryAfter, ctx.alloc()));
  }

  private void tell(RefusalCause cause, String why, @Nullable ChargePointId id) {
    if (cause.isHeldAgainstSource()) {
      share.holdAgainst();
    }
    reception.events().onRefused(new RefusedAttempt(cause, share.source(), id, why));
  }
}
