package io.ocppgateway.gateway.registry;

import io.ocppgateway.ocpp.ChargePointId;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Remembers which certificates are whose, and for two seconds which are not. Safe for use by many
/// threads.
public final class CachedCertificates implements CertificateRegistry {

  private record Claim(ChargePointId id, String certificateId) {}

  private final AnswerCache<Claim, CertificateStanding> answers;
  private final boolean remembers;

  /// Remembers what a source says.
  ///
  /// @param lifetime how long a certificate stays remembered; zero to only share running look-ups
  /// @param capacity how many certificates are remembered at most, of those registered and of those
  ///   not
  /// @param nanoTime a clock that does not step, [System#nanoTime]
  public CachedCertificates(
      CertificateRegistry source, Duration lifetime, int capacity, LongSupplier nanoTime) {
    remembers = lifetime.isPositive();
    answers =
        new AnswerCache<>(
            claim -> source.standingOf(claim.id, claim.certificateId),
            standing -> standing == CertificateStanding.ACTIVE,
            lifetime,
            capacity,
            nanoTime);
  }

  /// Whoever hears of charge points whose certificate is not any more what it was when they were
  /// let in by it, on any thread.
  public void tell(Consumer<ChargePointId> listener) {
    answers.tell(claim -> listener.accept(claim.id));
  }

  /// Gives back the memory of what is not remembered any more, and looks up again what is due; to
  /// be called now and then.
  public void dropExpired() {
    answers.dropExpired();
  }

  /// How many answers are in memory.
  int size() {
    return answers.size();
  }

  @Override
  public CompletionStage<CertificateStanding> standingOf(ChargePointId id, String certificateId) {
    Claim claim = new Claim(id, certificateId);
    return answers
        .find(claim)
        .thenApply(standing -> {
          if (remembers && standing == CertificateStanding.ACTIVE) {
            answers.rely(claim);
          }
          return standing;
        });
  }
}
