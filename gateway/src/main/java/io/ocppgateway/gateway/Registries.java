package io.ocppgateway.gateway;

import io.ocppgateway.gateway.credential.CertificateCheck;
import io.ocppgateway.gateway.credential.CredentialCheck;
import io.ocppgateway.gateway.registry.CachedCertificates;
import io.ocppgateway.gateway.registry.CachedRegistry;
import io.ocppgateway.gateway.registry.Registry;
import io.ocppgateway.gateway.tls.ServerTls;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// What the account says about charge points, remembered for a while. Safe for use by many threads.
final class Registries {

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

  /// Gives back the memory of what is not remembered any more.
  void dropExpired() {
    chargePoints.dropExpired();
    certificates.dropExpired();
  }
}
