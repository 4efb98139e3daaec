package io.ocppgateway.gateway.registry;

import io.ocppgateway.ocpp.ChargePointId;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/// Remembers which certificates are whose, and for two seconds which are not. Safe for use by many
/// threads.
public final class CachedCertificates implements CertificateRegistry {

  private record Claim(ChargePointId id, String certificateId) {}

  private final AnswerCache<Claim, CertificateStanding> answers;

  /// Remembers what a source says.
  ///
  /// @param lifetime how long a certificate stays remembered; zero to only share running look-ups
  /// @param capacity how many certificates are remembered at most, of those registered and of those
  ///   not
  /// @param nanoTime a clock that does not step, [System#nanoTime]
  public CachedCertificates(
      CertificateRegistry source, Duration lifetime, int capacity, LongSupplier nanoTime) {
    answers =
        new AnswerCache<>(
            claim -> source.standingOf(claim.id, claim.certificateId),
            standing -> standing == CertificateStanding.ACTIVE,
            lifetime,
            capacity,
            nanoTime);
  }

  /// Gives back the memory of what is not remembered any more; to be called now and then.
  public void dropExpired() {
    answers.dropExpired();
  }

  /// How many answers are in memory.
  int size() {
    return answers.size();
  }

  @Override
  public CompletionStage<CertificateStanding> standingOf(ChargePointId id, String certificateId) {
    return answers.find(new Claim(id, certificateId));
  }
}
