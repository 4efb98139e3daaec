package io.ocppgateway.ocpp.v21;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Whether the CSMS accepts the charge point.
///
/// @param interval seconds: accepted, between Heartbeats; otherwise before the next
///   BootNotification; 0 lets the charge point choose
/// @see "OCPP 2.1 Part 2 B01"
public record BootNotificationResponse(
    Instant currentTime,
    int interval,
    RegistrationStatusEnumType status,
    @Nullable StatusInfoType statusInfo,
    @Nullable ObjectNode customData) {

  /// @throws NullPointerException if the peer left out the time or the status
  public BootNotificationResponse {
    requireNonNull(currentTime, "currentTime");
    requireNonNull(status, "status");
  }

  /// A response that says no more than it must.
  public static BootNotificationResponse of(
      Instant currentTime, int interval, RegistrationStatusEnumType status) {
    return new BootNotificationResponse(currentTime, interval, status, null, null);
  }
}
