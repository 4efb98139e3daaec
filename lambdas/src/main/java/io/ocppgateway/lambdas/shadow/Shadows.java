package io.ocppgateway.lambdas.shadow;

import io.ocppgateway.ocpp.ChargePointId;
import tools.jackson.databind.node.ObjectNode;

/// The device shadows of all charge points.
public interface Shadows {

  /// What a shadow holds as `reported`, `{}` where there is none.
  ObjectNode reported(ChargePointId chargePointId, Shadow shadow);

  /// Merges into what a shadow holds as `reported`; a field that is null is removed.
  ///
  /// @return false if AWS IoT Core refuses the document: too large or too deep, for what charge
  ///   points send has no limit in lenient mode
  boolean report(ChargePointId chargePointId, Shadow shadow, ObjectNode changes);
}
