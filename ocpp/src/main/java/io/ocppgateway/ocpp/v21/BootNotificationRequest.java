package io.ocppgateway.ocpp.v21;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A charge point has started and says what it is.
///
/// @param reason a [BootReasonEnumType], or a word of the charge point's own
/// @see "OCPP 2.1 Part 2 B01"
public record BootNotificationRequest(
    @Nullable ChargingStationType chargingStation,
    @Nullable String reason,
    @Nullable ObjectNode customData) {}
