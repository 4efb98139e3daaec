package io.ocppgateway.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.ChargePointId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// How long a certificate stays good, or bad, without being asked about.
final class CachedCertificatesTest {

  private static final ChargePointId CP1 = new ChargePointId("CP1");
  private static final ChargePointId CP2 = new ChargePointId("CP2");

  private CertificateStanding standing = CertificateStanding.ACTIVE;
  private int questions;
  private long now;

  private final CachedCertificates certificates =
      new CachedCertificates(
          (_, _) -> {
            questions++;
            return CompletableFuture.completedStage(standing);
          },
          Duration.ofSeconds(30),
          100,
          () -> now);

  @Test
  void certificateThatIsTakenOutOfUseIsRefusedSoon() {
    assertThat(standingOf(CP1)).isEqualTo(CertificateStanding.ACTIVE);
    standing = CertificateStanding.INACTIVE;

    pass(Duration.ofSeconds(29));
    assertThat(standingOf(CP1)).isEqualTo(CertificateStanding.ACTIVE);
    pass(Duration.ofSeconds(1));
    assertThat(standingOf(CP1)).isEqualTo(CertificateStanding.INACTIVE);
  }

  @Test
  void certificateThatIsRegisteredIsWelcomeAtOnce() {
    standing = CertificateStanding.UNKNOWN;
    assertThat(standingOf(CP1)).isEqualTo(CertificateStanding.UNKNOWN);
    standing = CertificateStanding.ACTIVE;

    pass(Duration.ofSeconds(2));

    assertThat(standingOf(CP1)).isEqualTo(CertificateStanding.ACTIVE);
  }

  @Test
  void whatIsKnownOfOneChargePointIsNotKnownOfAnother() {
    standingOf(CP1);

    standingOf(CP2);
    standingOf(CP1);

    assertThat(questions).isEqualTo(2);
  }

  private CertificateStanding standingOf(ChargePointId id) {
    return certificates.standingOf(id, "0815").toCompletableFuture().join();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
