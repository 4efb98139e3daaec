package io.ocppgateway.ocpp.v21;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Whether a connector can be used.
///
/// @param connectorStatus a [ConnectorStatusEnumType], or a word of the charge point's own
/// @see "OCPP 2.1 Part 2 G01"
public record StatusNotificationRequest(
    @Nullable Instant timestamp,
    @Nullable String connectorStatus,
    @Nullable Integer evseId,
    @Nullable Integer connectorId,
    @Nullable ObjectNode customData) {}
