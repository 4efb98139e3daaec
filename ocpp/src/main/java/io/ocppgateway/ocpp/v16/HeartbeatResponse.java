package io.ocppgateway.ocpp.v16;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/// The time, by which the charge point sets its clock.
///
/// @see "OCPP 1.6 §4.6, §6.30"
public record HeartbeatResponse(Instant currentTime) {

  /// @throws NullPointerException if the peer left out the time
  public HeartbeatResponse {
    requireNonNull(currentTime, "currentTime");
  }
}
