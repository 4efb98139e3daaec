package io.ocppgateway.simulator.fleet.statistics;

import java.time.Duration;

/// What the fleet itself cost the machine that it ran on.
///
/// @param cpu processor time of the whole process while the fleet ran
/// @param mostHeapBytes the most heap that was seen in use, what was not yet collected included
public record ProcessCost(Duration cpu, long mostHeapBytes) {}
