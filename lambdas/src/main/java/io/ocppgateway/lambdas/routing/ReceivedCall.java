package io.ocppgateway.lambdas.routing;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.frame.Frame;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// A CALL with all that is known of its coming.
///
/// @param version as negotiated when the charge point connected
/// @param receivedAt when the message passed the rule
public record ReceivedCall(
    ChargePointId chargePointId, OcppVersion version, Frame.Call frame, Instant receivedAt) {

  /// The action as the charge point names it; whether it exists is not known.
  public String action() {
    return frame.action();
  }

  /// The payload exactly as it came. Belongs to the frame: not to be changed.
  public ObjectNode payload() {
    return frame.payload();
  }
}
