package io.ocppgateway.gateway.registry;

import io.ocppgateway.ocpp.ChargePointId;
import java.util.concurrent.CompletionStage;

/// Knows which charge points may connect. Safe for use by many threads; never blocks the caller.
public interface Registry {

  /// What is known of a charge point.
  ///
  /// @return completes on any thread; exceptionally if the answer cannot be known now, which is
  ///   never to be read as a yes or a no; with [Overloaded] if too many ask
  CompletionStage<Registration> find(ChargePointId id);
}
