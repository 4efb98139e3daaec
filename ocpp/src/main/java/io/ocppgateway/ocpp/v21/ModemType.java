package io.ocppgateway.ocpp.v21;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The SIM card by which a charge point reaches its network.
///
/// @see "OCPP 2.1 Part 2, ModemType"
public record ModemType(
    @Nullable String iccid, @Nullable String imsi, @Nullable ObjectNode customData) {}
