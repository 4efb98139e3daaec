package io.ocppgateway.simulator.charging;

import java.time.Instant;

/// What a meter shows.
///
/// @param energyWh all that ever flowed
/// @param powerW that flows now
public record Reading(Instant at, long energyWh, int powerW) {}
