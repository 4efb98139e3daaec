package io.ocppgateway.ocpp.v21;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The status is known.
///
/// @see "OCPP 2.1 Part 2 G01"
public record StatusNotificationResponse(@Nullable ObjectNode customData) {

  /// A response that says no more than it must.
  public static StatusNotificationResponse empty() {
    return new StatusNotificationResponse(null);
  }
}
