package io.ocppgateway.simulator.chargepoint;

import io.ocppgateway.ocpp.schema.Schemas;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// What a charge point needs from outside.
///
/// @param schemas tell which commands are well formed; may be shared by all charge points
/// @param random adds chance to the back-off
public record Surroundings(
    Line line,
    Timers timers,
    InstantSource clock,
    RandomGenerator random,
    Schemas schemas,
    ChargePointListener listener) {}
