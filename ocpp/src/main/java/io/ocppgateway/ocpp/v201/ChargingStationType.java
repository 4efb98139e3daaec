package io.ocppgateway.ocpp.v201;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The physical system where electric vehicles are charged.
///
/// @see "OCPP 2.0.1 Part 2, ChargingStationType"
public record ChargingStationType(
    @Nullable String serialNumber,
    @Nullable String model,
    @Nullable ModemType modem,
    @Nullable String vendorName,
    @Nullable String firmwareVersion,
    @Nullable ObjectNode customData) {}
