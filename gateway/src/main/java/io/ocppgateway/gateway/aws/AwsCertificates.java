package io.ocppgateway.gateway.aws;

import io.ocppgateway.gateway.registry.CertificateRegistry;
import io.ocppgateway.gateway.registry.CertificateStanding;
import io.ocppgateway.ocpp.ChargePointId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iot.model.CertificateStatus;
import software.amazon.awssdk.services.iot.model.ResourceNotFoundException;

/// Looks a certificate up in AWS IoT: is it active, and is it a principal of the thing?
///
/// Both calls have turns and a pace of their own: an account may make 10 of each in a second unless
/// that is raised. A storm of charge points with certificates keeps nobody else out, and leaves
/// something to those who register certificates.
final class AwsCertificates implements CertificateRegistry {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LARGEST_PAGE = 250;

  private final Supplier<IotClient> iot;
  private final Executor threads;
  private final Turns describeTurns;
  private final Turns principalTurns;

  /// @param lookUpsPerSecond the gateway's share of what the account may ask, of each kind; 0 for
  ///   any number
  AwsCertificates(Supplier<IotClient> iot, int lookUpsPerSecond, Executor threads) {
    describeTurns = turns("DescribeCertificate", lookUpsPerSecond);
    principalTurns = turns("ListThingPrincipals", lookUpsPerSecond);
    this.iot = iot;
    this.threads = threads;
  }

  private static Turns turns(String kind, int perSecond) {
    return new Turns(kind, 4, 100, PATIENCE, Pace.ofPerSecond(perSecond));
  }

  @Override
  public CompletionStage<CertificateStanding> standingOf(ChargePointId id, String certificateId) {
    return CompletableFuture.supplyAsync(() -> lookUp(id, certificateId), threads);
  }

  private CertificateStanding lookUp(ChargePointId id, String certificateId) {
    Optional<CertificateStatus> status = describeTurns.take(() -> statusOf(certificateId));
    if (status.isEmpty()) {
      return CertificateStanding.UNKNOWN;
    }
    if (!principalTurns.take(() -> isAttached(id, certificateId))) {
      return CertificateStanding.OF_ANOTHER;
    }
    return status.get() == CertificateStatus.ACTIVE
        ? CertificateStanding.ACTIVE
        : CertificateStanding.INACTIVE;
  }

  /// Empty if there is no such certificate.
  private Optional<CertificateStatus> statusOf(String certificateId) {
    try {
      return Optional.of(
          iot.get()
              .describeCertificate(request -> request.certificateId(certificateId))
              .certificateDescription()
              .status());
    } catch (ResourceNotFoundException _) {
      return Optional.empty();
    }
  }

  private boolean isAttached(ChargePointId id, String certificateId) {
    try {
      return iot
          .get()
          .listThingPrincipalsPaginator(
              request -> request.thingName(id.thingName()).maxResults(LARGEST_PAGE))
          .principals()
          .stream()
          .anyMatch(arn -> arn.endsWith(":cert/" + certificateId));
    } catch (ResourceNotFoundException _) {
      // No such thing: nothing is attached to it.
      return false;
    }
  }
}
