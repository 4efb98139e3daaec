package io.ocppgateway.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.ocppgateway.gateway.admission.Handshake;
import io.ocppgateway.gateway.admission.Pass;
import io.ocppgateway.gateway.credential.CertificateFault;
import io.ocppgateway.gateway.credential.Proof;
import io.ocppgateway.gateway.credential.Verdict;
import io.ocppgateway.gateway.registry.Overloaded;
import io.ocppgateway.gateway.registry.Registration;
import io.ocppgateway.gateway.tls.ClientCertificate;
import io.ocppgateway.gateway.websocket.event.RefusalCause;
import io.ocppgateway.gateway.websocket.request.UpgradeDecision;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The way in of one charge point whose request was as it should be: is there room in line, is it
/// registered, is it the one it says, do we speak its OCPP version, and when may it connect to the
/// broker. Owned by the connection's event loop.
///
/// ```
/// room in line? ──► registered? ──► credentials? ──► version? ──► in line ──► admitted
///       └─────────────────┴───────────────┴──────────────┴───────────┴──────► refused
/// ```
final class Entry {

  private static final int PROTOCOL_ERROR = 1002;
  private static final int POLICY_VIOLATION = 1008;

  private final Reception reception;
  private final ChannelHandlerContext ctx;
  private final UpgradeDecision.Acceptable acceptable;
  private final ChargePointId id;
  private final Refusals refusals;
  private final Consumer<OcppVersion> onAdmitted;
  private @Nullable Pass pass;

  /// Asks nothing before [#begin].
  ///
  /// @param onAdmitted told when it may connect to the broker, and the version that is spoken
  Entry(
      Reception reception,
      ChannelHandlerContext ctx,
      UpgradeDecision.Acceptable acceptable,
      Refusals refusals,
      Consumer<OcppVersion> onAdmitted) {
    this.reception = reception;
    this.ctx = ctx;
    this.acceptable = acceptable;
    id = acceptable.id();
    this.refusals = refusals;
    this.onAdmitted = onAdmitted;
  }

  void begin() {
    if (!reception.checks().isOpen().getAsBoolean()) {
      String why = "the gateway has just started and does not know its broker yet";
      refusals.putOff(ctx, RefusalCause.STARTING, why, id, why);
      return;
    }
    if (reception.checks().admission().isFullFor(id)) {
      turnAwayFromDoor();
      return;
    }
    reception
        .checks()
        .registry()
        .find(id)
        .whenComplete((registration, failure) ->
            ctx.executor().execute(() -> onRegistration(registration, failure)));
  }

  /// The connection is gone, or upgraded: no place in line is needed any more.
  void giveUp() {
    if (pass != null) {
      pass.giveUp();
    }
  }

  /// @param registration null if it could not be found out
  private void onRegistration(@Nullable Registration registration, @Nullable Throwable failure) {
    if (!ctx.channel().isActive()) {
      return;
    }
    switch (registration) {
      case null -> onRegistrationUnknown(failure);
      case Registration.Registered registered -> onRegistered(registered);
      case Registration.Unregistered _ -> onUnregistered();
      case Registration.Disabled _ -> {
        String why = "Charge Point " + id + " is disabled";
        refusals.turnAway(ctx, acceptable, RefusalCause.DISABLED, POLICY_VIOLATION, why);
      }
    }
  }

  private void onRegistrationUnknown(@Nullable Throwable failure) {
    if (failure instanceof Overloaded
        || (failure != null && failure.getCause() instanceof Overloaded)) {
      turnAwayFromDoor();
      return;
    }
    putOff(String.valueOf(failure), "the registration cannot be looked up now");
  }

  private void onUnregistered() {
    String why = "Charge Point " + id + " not registered as an IoT Thing";
    switch (reception.settings().security().unregistered()) {
      case CLOSE ->
          refusals.turnAway(ctx, acceptable, RefusalCause.UNREGISTERED, POLICY_VIOLATION, why);
      case REFUSE ->
          refusals.refuseWith(
              ctx, HttpResponseStatus.NOT_FOUND.code(), RefusalCause.UNREGISTERED, why, id);
    }
  }

  private void onRegistered(Registration.Registered registered) {
    Proof proof = new Proof(acceptable.credentials(), ClientCertificate.of(ctx.pipeline()));
    reception
        .checks()
        .credentials()
        .check(id, registered, proof)
        .whenComplete((verdict, failure) ->
            ctx.executor()
                .execute(() ->
                    onVerdict(
                        registered,
                        failure == null ? verdict : new Verdict.Undecided(failure.toString()))));
  }

  private void onVerdict(Registration.Registered registered, Verdict verdict) {
    if (!ctx.channel().isActive()) {
      return;
    }
    switch (verdict) {
      case Verdict.Granted _ -> onProven(registered);
      case Verdict.NoCredentials(String why) ->
          refusals.refuse(ctx, RefusalCause.NO_CREDENTIALS, why, id);
      case Verdict.WrongProfile(String why) ->
          refusals.refuse(ctx, RefusalCause.WRONG_PROFILE, why, id);
      case Verdict.BadCredentials(String why) ->
          refusals.refuseUntold(
              ctx, RefusalCause.BAD_CREDENTIALS, why, id, "wrong user name or password");
      case Verdict.BadCertificate(CertificateFault fault, String why) ->
          refusals.refuseUntold(ctx, RefusalCause.of(fault), why, id, fault.told());
      case Verdict.Undecided(String why) -> putOff(why, "the credentials cannot be checked now");
    }
  }

  private void putOff(String why, String told) {
    refusals.putOff(ctx, RefusalCause.REGISTRY_UNAVAILABLE, why, id, told);
  }

  private void onProven(Registration.Registered registered) {
    Optional<OcppVersion> version = acceptable.offer().agreed();
    if (version.isEmpty() && acceptable.offer().isEmpty()) {
      version = registered.assumed().or(reception.settings().request()::assumed);
    }
    if (version.isPresent()) {
      OcppVersion spoken = version.get();
      pass =
          reception
              .checks()
              .admission()
              .ask(id, ctx.executor(), handshake(() -> onAdmitted.accept(spoken)));
      return;
    }
    String why = acceptable.offer().disagreement();
    switch (reception.settings().request().mismatch()) {
      case REFUSE -> refusals.refuse(ctx, RefusalCause.SUBPROTOCOL, why, id);
      case CLOSE ->
          refusals.turnAway(ctx, acceptable, RefusalCause.SUBPROTOCOL, PROTOCOL_ERROR, why);
    }
  }

  private void turnAwayFromDoor() {
    pass = reception.checks().admission().turnAway(id, ctx.executor(), handshake(() -> {}));
  }

  /// Hears what the door to the broker says.
  private Handshake handshake(Runnable ifAdmitted) {
    return new Handshake() {
      @Override
      public void onAdmitted() {
        ifAdmitted.run();
      }

      @Override
      public void onTurnedAway(Duration retryAfter) {
        String why = "too many charge points connect now";
        refusals.refuse(ctx, RefusalCause.NO_ROOM, why, id, retryAfter);
      }

      @Override
      public void onReplaced() {
        String why = "the same charge point has come again and has taken this one's place in line";
        refusals.refuse(ctx, RefusalCause.REPLACED, why, id);
      }
    };
  }
}
