package io.ocppgateway.gateway.registry;

import io.ocppgateway.ocpp.ChargePointId;
import java.util.concurrent.CompletionStage;

/// Knows which certificates are registered for which charge points. Safe for use by many threads;
/// never blocks the caller.
public interface CertificateRegistry {

  /// What a certificate is to a charge point.
  ///
  /// @param certificateId the SHA-256 of its DER in lower-case hexadecimal digits
  /// @return completes on any thread; exceptionally if the answer cannot be known now, which is
  ///   never to be read as a yes or a no
  CompletionStage<CertificateStanding> standingOf(ChargePointId id, String certificateId);
}
