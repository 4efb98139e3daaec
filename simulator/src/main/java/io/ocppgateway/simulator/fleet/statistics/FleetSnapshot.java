package io.ocppgateway.simulator.fleet.statistics;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a fleet stands at a moment.
///
/// @param at from the start of the fleet
/// @param ending whether it is coming to its end
/// @param lastSecond rates and percentiles of the last full second
/// @param latency of the CALLs since the start
/// @param failures how often something went wrong since the start, by cause
public record FleetSnapshot(
    Duration at,
    boolean ending,
    Standing chargePoints,
    MessageTotals messages,
    CallTotals calls,
    Sample lastSecond,
    LatencySummary latency,
    SortedMap<String, Long> failures) {

  /// Holds a snapshot.
  public FleetSnapshot {
    failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
  }
}
