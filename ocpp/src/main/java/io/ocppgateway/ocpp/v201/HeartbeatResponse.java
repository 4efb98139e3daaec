package io.ocppgateway.ocpp.v201;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The time, by which the charge point sets its clock.
///
/// @see "OCPP 2.0.1 Part 2 G02"
public record HeartbeatResponse(Instant currentTime, @Nullable ObjectNode customData) {

  /// @throws NullPointerException if the peer left out the time
  public HeartbeatResponse {
    requireNonNull(currentTime, "currentTime");
  }

  /// A response that says no more than it must.
  public static HeartbeatResponse of(Instant currentTime) {
    return new HeartbeatResponse(currentTime, null);
  }
}
