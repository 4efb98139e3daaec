package io.ocppgateway.ocpp.v16;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/// Whether the central system accepts the charge point.
///
/// @param interval seconds: accepted, between Heartbeats; otherwise before the next
///   BootNotification; 0 lets the charge point choose
/// @see "OCPP 1.6 §4.2, §6.4"
public record BootNotificationResponse(
    RegistrationStatus status, Instant currentTime, int interval) {

  /// @throws NullPointerException if the peer left out the status or the time
  public BootNotificationResponse {
    requireNonNull(status, "status");
    requireNonNull(currentTime, "currentTime");
  }
}
