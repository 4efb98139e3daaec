package io.ocppgateway.simulator.fleet;

import io.ocppgateway.simulator.fleet.statistics.ActionTotals;
import io.ocppgateway.simulator.fleet.statistics.CallTotals;
import io.ocppgateway.simulator.fleet.statistics.ConnectionTotals;
import io.ocppgateway.simulator.fleet.statistics.LatencySummary;
import io.ocppgateway.simulator.fleet.statistics.MessageTotals;
import io.ocppgateway.simulator.fleet.statistics.ProcessCost;
import io.ocppgateway.simulator.fleet.statistics.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a fleet did, from its start to its end.
///
/// @param duration from the first connect to the last goodbye
/// @param calls what became of the CALLs of all charge points
/// @param actions the same for each action, by its name
/// @param latency of the CALLs, from the moment each was wanted
/// @param samples one for each second, in order
/// @param failures how often something went wrong, by cause
public record FleetReport(
    FleetOptions options,
    Instant start,
    Duration duration,
    ConnectionTotals connections,
    MessageTotals messages,
    CallTotals calls,
    SortedMap<String, ActionTotals> actions,
    LatencySummary latency,
    List<Sample> samples,
    SortedMap<String, Long> failures,
    ProcessCost cost) {

  /// Holds a report.
  public FleetReport {
    actions = Collections.unmodifiableSortedMap(new TreeMap<>(actions));
    samples = List.copyOf(samples);
    failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
  }

  /// Whether each CALL was answered, or ended by a close that its charge point saw.
  public boolean lostNothing() {
    return calls.lost() == 0;
  }
}
