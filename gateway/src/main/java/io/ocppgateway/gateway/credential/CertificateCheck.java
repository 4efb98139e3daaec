package io.ocppgateway.gateway.credential;

import io.ocppgateway.gateway.registry.CertificateRegistry;
import io.ocppgateway.gateway.registry.Registration;
import io.ocppgateway.gateway.tls.ClientAuthorities;
import io.ocppgateway.gateway.tls.ClientCertificate;
import io.ocppgateway.ocpp.ChargePointId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Is a certificate that of a charge point?
///
/// It is if it leads to an authority and names the charge point and the operator, as OCPP asks; or
/// if it is registered for it, whoever issued it. The former needs no look-up.
///
/// @param registry knows which are registered
/// @param authorities those at the moment
/// @param organization of the operator, null if no authorities are set
/// @param clock by which they are valid
/// @see "OCPP 1.6 Security Whitepaper §2.5.3; OCPP 2.0.1 Part 2 A00.FR.403, A00.FR.404, A00.FR.405"
public record CertificateCheck(
    CertificateRegistry registry,
    Supplier<ClientAuthorities> authorities,
    @Nullable String organization,
    Clock clock) {

  /// Decides about a certificate.
  ///
  /// @param certificate null if none was shown
  /// @return completes exceptionally if it cannot be known now
  CompletionStage<Verdict> check(
      ChargePointId id,
      Registration.Registered registered,
      @Nullable ClientCertificate certificate) {
    if (certificate == null) {
      return done(new Verdict.BadCertificate(CertificateFault.MISSING, "none was shown"));
    }
    Instant now = clock.instant();
    if (now.isBefore(certificate.notBefore())) {
      return bad(
          CertificateFault.NOT_YET_VALID, certificate, "is valid from " + certificate.notBefore());
    }
    if (now.isAfter(certificate.notAfter())) {
      return bad(CertificateFault.EXPIRED, certificate, "was valid to " + certificate.notAfter());
    }
    return switch (authorities.get().standingOf(certificate, now)) {
      case REVOKED -> bad(CertificateFault.REVOKED, certificate, "was revoked by its issuer");
      case TRUSTED -> {
        String fault = nameFault(id, registered, certificate);
        yield fault == null
            ? done(Verdict.GRANTED)
            : askRegistry(id, certificate, CertificateFault.OF_ANOTHER, fault);
      }
      case UNKNOWN ->
          askRegistry(
              id,
              certificate,
              CertificateFault.UNKNOWN,
              "leads to no authority and is not registered");
    };
  }

  /// Null if its names are the charge point's and the operator's.
  private @Nullable String nameFault(
      ChargePointId id, Registration.Registered registered, ClientCertificate certificate) {
    String name = registered.certificateName(id);
    if (!certificate.commonNames().equals(List.of(name))) {
      return "has the common name %s and not %s".formatted(certificate.commonNames(), name);
    }
    return organization != null && certificate.organizations().contains(organization)
        ? null
        : "has the organization %s and not %s".formatted(certificate.organizations(), organization);
  }

  /// @param fault if nothing is registered
  private CompletionStage<Verdict> askRegistry(
      ChargePointId id, ClientCertificate certificate, CertificateFault fault, String why) {
    return registry
        .standingOf(id, certificate.id())
        .thenApply(standing ->
            switch (standing) {
              case ACTIVE -> Verdict.GRANTED;
              case INACTIVE ->
                  verdict(CertificateFault.REVOKED, certificate, "is registered and not active");
              case OF_ANOTHER ->
                  verdict(
                      CertificateFault.OF_ANOTHER,
                      certificate,
                      "is registered and not attached to this thing");
              case UNKNOWN -> verdict(fault, certificate, why);
            });
  }

  private static CompletionStage<Verdict> bad(
      CertificateFault fault, ClientCertificate certificate, String why) {
    return done(verdict(fault, certificate, why));
  }

  private static Verdict verdict(
      CertificateFault fault, ClientCertificate certificate, String why) {
    return new Verdict.BadCertificate(
        fault, "%s, id %s, %s".formatted(certificate, certificate.id(), why));
  }

  private static CompletionStage<Verdict> done(Verdict verdict) {
    return CompletableFuture.completedStage(verdict);
  }
}
