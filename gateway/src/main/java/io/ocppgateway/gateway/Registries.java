package io.ocppgateway.gateway;

import io.ocppgateway.gateway.credential.CertificateCheck;
import io.ocppgateway.gateway.credential.CredentialCheck;
import io.ocppgateway.gateway.registry.CachedCertificates;
import io.ocppgateway.gateway.registry.CachedRegistry;
import io.ocppgateway.gateway.registry.Registry;
import io.ocppgateway.gateway.session.Membership;
import io.ocppgateway.gateway.tls.ServerTls;
import io.ocppgateway.ocpp.ChargePointId;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the account says about charge points, remembered for a while. Safe for use by many threads.
final class Registries implements Membership {

  private static final int MAX_REMEMBERED = 100_000;

  private final GatewayConfig config;
  private final CachedRegistry chargePoints;
  private final CachedCertificates certificates;

  Registries(GatewayConfig config, Account account) {
    this.config = config;
    chargePoints =
        new CachedRegistry(
            account.registry(), config.registryCache(), MAX_REMEMBERED, System::nanoTime);
    certificates =
        new CachedCertificates(
            account.certificates(), config.registryCache(), MAX_REMEMBERED, System::nanoTime);
  }

  Registry chargePoints() {
    return chargePoints;
  }

  /// @param tls null if it does not end here, and there are no certificates
  CredentialCheck credentialCheck(@Nullable ServerTls tls, Clock clock) {
    CertificateCheck certificateCheck =
        config.tls() == null || tls == null
            ? null
            : new CertificateCheck(
                certificates, tls::authorities, config.tls().organization(), clock);
    return new CredentialCheck(config.socket().security(), certificateCheck);
  }

  /// Whoever hears of charge points that must not be connected any longer.
  void tell(Consumer<ChargePointId> listener) {
    chargePoints.tell(listener);
    certificates.tell(listener);
  }

  @Override
  public void onLetIn(ChargePointId id) {
    chargePoints.onLetIn(id);
  }

  @Override
  public void onCut(ChargePointId id) {
    chargePoints.check(id);
  }

  @Override
  public void onDisconnectedByOperator(ChargePointId id) {
    chargePoints.forget(id);
  }

  /// Gives back the memory of what is not remembered any more, and looks up again what is due.
  void dropExpired() {
    chargePoints.dropExpired();
    certificates.dropExpired();
  }
}
