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
/// Both calls have turns of their own: an account may make few of them in a second, so that a storm
/// of charge points with certificates keeps nobody else out.
final class AwsCertificates implements CertificateRegistry {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LARGEST_PAGE = 250;

  private final Supplier<IotClient> iot;
  private final Executor threads;
  private final Turns describeTurns =
      new Turns("DescribeCertificate", 4, 100, PATIENCE, Pace.ofPerSecond(0));
  private final Turns principalTurns =
      new Turns("ListThingPrincipals", 4, 100, PATIENCE, Pace.ofPerSecond(0));

  AwsCertificates(Supplier<IotClient> iot, Executor threads) {
    this.iot = iot;
    this.threads = threads;
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
