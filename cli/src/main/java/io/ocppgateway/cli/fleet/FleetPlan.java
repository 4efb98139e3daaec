package io.ocppgateway.cli.fleet;

import io.ocppgateway.cli.fleet.report.ReportFile;
import io.ocppgateway.simulator.fleet.FleetOptions;
import java.time.Duration;
import java.util.List;

/// What the person asked for, checked.
///
/// @param options of the fleet
/// @param heartbeatInterval that the price is estimated with
/// @param reports files to write at the end
public record FleetPlan(
    FleetOptions options, Duration heartbeatInterval, List<ReportFile> reports) {

  /// Holds a plan.
  public FleetPlan {
    reports = List.copyOf(reports);
  }

  /// The same for another fleet.
  public FleetPlan with(FleetOptions other) {
    return new FleetPlan(other, heartbeatInterval, reports);
  }
}
