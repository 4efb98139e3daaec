package io.ocppgateway.ocpp.v201;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A charge point is alive and asks for the time.
///
/// @see "OCPP 2.0.1 Part 2 G02"
public record HeartbeatRequest(@Nullable ObjectNode customData) {}
