package io.ocppgateway.lambdas.routing;

import io.ocppgateway.ocpp.ChargePointId;

/// The way back to charge points.
@FunctionalInterface
public interface Answers {

  /// Sends a frame to a charge point. At most once: a charge point that misses an answer asks
  /// again.
  void publish(ChargePointId chargePointId, byte[] frame);
}
