package io.ocppgateway.gateway.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.ocppgateway.gateway.admission.Handshake;
import io.ocppgateway.gateway.admission.Pass;
import io.ocppgateway.gateway.credential.CertificateFault;
import io.ocppgateway.gateway.credential.Proof;
import io.ocppgateway.gateway.credential.Verdict;
import io.ocppgateway.gateway.proxy.BadProxyHeader;
import io.ocppgateway.gateway.proxy.SourceFound;
import io.ocppgateway.gateway.registry.Overloaded;
import io.ocppgateway.gateway.registry.Registration;
import io.ocppgateway.gateway.tls.ClientCertificate;
import io.ocppgateway.gateway.tls.FailedHandshake;
import io.ocppgateway.gateway.transport.Outbound;
import io.ocppgateway.gateway.websocket.event.RefusalCause;
import io.ocppgateway.gateway.websocket.event.RefusedAttempt;
import io.ocppgateway.gateway.websocket.event.UpgradedConnection;
import io.ocppgateway.gateway.websocket.request.UpgradeDecision;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
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
/// link is up.
final class UpgradeHandler extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(UpgradeHandler.class);

  private static final Duration RETRY_SOON = Duration.ofSeconds(10);
  private static final Duration RETRY_LATER = Duration.ofSeconds(60);
  private static final int PROTOCOL_ERROR = 1002;
  private static final int POLICY_VIOLATION = 1008;

  private final Reception reception;
  private final boolean isProxied;
  private InetSocketAddress source;
  private boolean isCounted;
  private boolean isDecided;
  private @Nullable ByteBuf earlyBytes;
  private @Nullable Pass pass;
  private @Nullable ScheduledFuture<?> deadline;

  /// @param peer who opened the connection
  /// @param isProxied whether the peer is yet to say for whom
  UpgradeHandler(Reception reception, InetSocketAddress peer, boolean isProxied) {
    this.reception = reception;
    this.source = peer;
    this.isProxied = isProxied;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    long timeout = reception.settings().request().timeout().toMillis();
    deadline = ctx.executor().schedule(() -> giveUp(ctx), timeout, TimeUnit.MILLISECONDS);
    if (!isProxied) {
      count(ctx);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    stopDeadline();
    if (pass != null) {
      pass.giveUp();
    }
    if (earlyBytes != null) {
      earlyBytes.release();
      earlyBytes = null;
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SourceFound(InetSocketAddress found)) {
      source = found;
      count(ctx);
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
      case BadProxyHeader _ -> shut(ctx, RefusalCause.BAD_PROXY_HEADER, why);
      case FailedHandshake failed ->
          shut(ctx, failed.isTls() ? RefusalCause.TLS_HANDSHAKE : RefusalCause.NOT_TLS, why);
      default -> {
        LOG.atDebug()
            .addKeyValue("source", source)
            .setCause(cause)
            .log("connection failed before its upgrade");
        Outbound.close(ctx);
      }
    }
  }

  /// Refuses where no answer would be understood.
  private void shut(ChannelHandlerContext ctx, RefusalCause cause, String why) {
    isDecided = true;
    tell(cause, why, null);
    Outbound.close(ctx);
  }

  private void count(ChannelHandlerContext ctx) {
    InetAddress address = source.getAddress();
    isCounted = reception.limits().tryConnect(address);
    if (isCounted) {
      ctx.channel().closeFuture().addListener(_ -> reception.limits().disconnected(address));
    }
    OverLimit over = reception.checks().tls() == null ? null : overLimit();
    if (over != null) {
      // A handshake is what costs most: none is made only to be polite.
      shut(ctx, over.cause(), over.why());
    }
  }

  /// Null if the source address has not used up what it may have.
  private @Nullable OverLimit overLimit() {
    String address = source.getAddress().getHostAddress();
    if (!isCounted) {
      return new OverLimit(
          RefusalCause.TOO_MANY_CONNECTIONS, "too many connections from " + address, RETRY_LATER);
    }
    Duration wait = reception.limits().waitOf(source.getAddress());
    return wait.isZero()
        ? null
        : new OverLimit(
            RefusalCause.TOO_MANY_REFUSALS, "too many refused attempts from " + address, wait);
  }

  private record OverLimit(RefusalCause cause, String why, Duration retryAfter) {}

  private void onRequest(ChannelHandlerContext ctx, HttpRequest request) {
    OverLimit over = overLimit();
    if (over != null) {
      refuse(ctx, over.cause(), over.why(), null, over.retryAfter());
      return;
    }
    switch (UpgradeDecision.of(request, reception.settings().request())) {
      case UpgradeDecision.Refused(RefusalCause cause, String why) -> refuse(ctx, cause, why, null);
      case UpgradeDecision.Acceptable acceptable -> {
        ChargePointId id = acceptable.id();
        if (reception.checks().admission().isFullFor(id)) {
          turnAwayFromDoor(ctx, id);
        } else {
          lookUp(ctx, acceptable);
        }
      }
    }
  }

  private void lookUp(ChannelHandlerContext ctx, UpgradeDecision.Acceptable acceptable) {
    reception
        .checks()
        .registry()
        .find(acceptable.id())
        .whenComplete((registration, failure) ->
            ctx.executor().execute(() -> onRegistration(ctx, acceptable, registration, failure)));
  }

  /// @param registration null if it could not be found out
  private void onRegistration(
      ChannelHandlerContext ctx,
      UpgradeDecision.Acceptable acceptable,
      @Nullable Registration registration,
      @Nullable Throwable failure) {
    if (!ctx.channel().isActive()) {
      return;
    }
    ChargePointId id = acceptable.id();
    switch (registration) {
      case null -> onRegistrationUnknown(ctx, id, failure);
      case Registration.Registered registered -> onRegistered(ctx, acceptable, registered);
      case Registration.Unregistered _ -> onUnregistered(ctx, acceptable);
      case Registration.Disabled _ -> {
        String why = "Charge Point " + id + " is disabled";
        turnAway(ctx, acceptable, RefusalCause.DISABLED, POLICY_VIOLATION, why);
      }
    }
  }

  private void onRegistrationUnknown(
      ChannelHandlerContext ctx, ChargePointId id, @Nullable Throwable failure) {
    if (failure instanceof Overloaded
        || (failure != null && failure.getCause() instanceof Overloaded)) {
      turnAwayFromDoor(ctx, id);
      return;
    }
    putOff(ctx, id, String.valueOf(failure), "the registration cannot be looked up now");
  }

  private void onUnregistered(ChannelHandlerContext ctx, UpgradeDecision.Acceptable acceptable) {
    String why = "Charge Point " + acceptable.id() + " not registered as an IoT Thing";
    switch (reception.settings().security().unregistered()) {
      case CLOSE -> turnAway(ctx, acceptable, RefusalCause.UNREGISTERED, POLICY_VIOLATION, why);
      case REFUSE -> {
        tell(RefusalCause.UNREGISTERED, why, acceptable.id());
        answer(ctx, HttpResponseStatus.NOT_FOUND.code(), why, Duration.ZERO);
      }
    }
  }

  private void onRegistered(
      ChannelHandlerContext ctx,
      UpgradeDecision.Acceptable acceptable,
      Registration.Registered registered) {
    Proof proof = new Proof(acceptable.credentials(), ClientCertificate.of(ctx.pipeline()));
    reception
        .checks()
        .credentials()
        .check(acceptable.id(), registered, proof)
        .whenComplete((verdict, failure) ->
            ctx.executor()
                .execute(() ->
                    onVerdict(
                        ctx,
                        acceptable,
                        registered,
                        failure == null ? verdict : new Verdict.Undecided(failure.toString()))));
  }

  private void onVerdict(
      ChannelHandlerContext ctx,
      UpgradeDecision.Acceptable acceptable,
      Registration.Registered registered,
      Verdict verdict) {
    if (!ctx.channel().isActive()) {
      return;
    }
    ChargePointId id = acceptable.id();
    switch (verdict) {
      case Verdict.Granted _ -> onProven(ctx, acceptable, registered);
      case Verdict.NoCredentials(String why) -> refuse(ctx, RefusalCause.NO_CREDENTIALS, why, id);
      case Verdict.WrongProfile(String why) -> refuse(ctx, RefusalCause.WRONG_PROFILE, why, id);
      case Verdict.BadCredentials(String why) ->
          refuseUntold(ctx, RefusalCause.BAD_CREDENTIALS, why, id, "wrong user name or password");
      case Verdict.BadCertificate(CertificateFault fault, String why) ->
          refuseUntold(ctx, RefusalCause.of(fault), why, id, fault.told());
      case Verdict.Undecided(String why) ->
          putOff(ctx, id, why, "the credentials cannot be checked now");
    }
  }

  /// Refuses for a fault of ours.
  ///
  /// @param why for the log; a stranger is told less
  private void putOff(ChannelHandlerContext ctx, ChargePointId id, String why, String told) {
    tell(RefusalCause.REGISTRY_UNAVAILABLE, why, id);
    answer(ctx, RefusalCause.REGISTRY_UNAVAILABLE.status(), told, RETRY_SOON);
  }

  private void onProven(
      ChannelHandlerContext ctx,
      UpgradeDecision.Acceptable acceptable,
      Registration.Registered registered) {
    Optional<OcppVersion> version = acceptable.offer().agreed();
    if (version.isEmpty() && acceptable.offer().isEmpty()) {
      version = registered.assumed().or(reception.settings().request()::assumed);
    }
    if (version.isPresent()) {
      OcppVersion spoken = version.get();
      Handshake handshake =
          handshake(ctx, acceptable.id(), () -> startSession(ctx, acceptable, spoken));
      pass = reception.checks().admission().ask(acceptable.id(), ctx.executor(), handshake);
      return;
    }
    String why = acceptable.offer().disagreement();
    switch (reception.settings().request().mismatch()) {
      case REFUSE -> refuse(ctx, RefusalCause.SUBPROTOCOL, why, acceptable.id());
      case CLOSE -> turnAway(ctx, acceptable, RefusalCause.SUBPROTOCOL, PROTOCOL_ERROR, why);
    }
  }

  private void turnAwayFromDoor(ChannelHandlerContext ctx, ChargePointId id) {
    pass =
        reception.checks().admission().turnAway(id, ctx.executor(), handshake(ctx, id, () -> {}));
  }

  /// Hears what the door to the broker says.
  private Handshake handshake(ChannelHandlerContext ctx, ChargePointId id, Runnable onAdmitted) {
    return new Handshake() {
      @Override
      public void onAdmitted() {
        onAdmitted.run();
      }

      @Override
      public void onTurnedAway(Duration retryAfter) {
        refuse(ctx, RefusalCause.NO_ROOM, "too many charge points connect now", id, retryAfter);
      }

      @Override
      public void onReplaced() {
        String why = "the same charge point has come again and has taken this one's place in line";
        refuse(ctx, RefusalCause.REPLACED, why, id);
      }
    };
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
                source,
                version,
                upgrade.isCompressed()));
    upgrade.startSession(ctx, acceptable.id(), version, takeEarlyBytes());
    ctx.pipeline().remove(this);
  }

  /// Upgrades only to say why not.
  private void turnAway(
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
    ctx.pipeline().remove(this);
  }

  private void giveUp(ChannelHandlerContext ctx) {
    String why = "no whole request head came within " + reception.settings().request().timeout();
    shut(ctx, RefusalCause.REQUEST_TOO_SLOW, why);
  }

  private void refuse(
      ChannelHandlerContext ctx, RefusalCause cause, String why, @Nullable ChargePointId id) {
    refuse(ctx, cause, why, id, Duration.ZERO);
  }

  private void refuse(
      ChannelHandlerContext ctx,
      RefusalCause cause,
      String why,
      @Nullable ChargePointId id,
      Duration retryAfter) {
    tell(cause, why, id);
    answer(ctx, cause.status(), why, retryAfter);
  }

  /// The log is told what was wrong, a stranger is not.
  private void refuseUntold(
      ChannelHandlerContext ctx, RefusalCause cause, String why, ChargePointId id, String told) {
    tell(cause, why, id);
    answer(ctx, cause.status(), told, Duration.ZERO);
  }

  private static void answer(
      ChannelHandlerContext ctx, int status, String why, Duration retryAfter) {
    Outbound.sendLast(ctx, HttpAnswer.refusal(status, why, retryAfter, ctx.alloc()));
  }

  private void tell(RefusalCause cause, String why, @Nullable ChargePointId id) {
    if (cause.isHeldAgainstSource()) {
      reception.limits().refused(source.getAddress());
    }
    reception.events().onRefused(new RefusedAttempt(cause, source, id, why));
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
