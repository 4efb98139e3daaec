package io.ocppgateway.cli.fleet.report;

import io.ocppgateway.simulator.fleet.FleetReport;

/// What a run comes to, as the exit code says it.
///
/// @param exitCode 0 or 1
/// @param text one sentence without a full stop
public record Verdict(int exitCode, String text) {

  /// The verdict on a fleet that has ended.
  public static Verdict on(FleetReport report) {
    long lost = report.calls().lost();
    if (!report.lostNothing()) {
      return new Verdict(
          1,
          "%s of %s CALLs lost"
              .formatted(Figures.count(lost), Figures.count(report.calls().sent())));
    }
    if (report.connections().opened() == 0) {
      return new Verdict(1, "no charge point ever connected");
    }
    if (report.calls().answered() == 0) {
      return new Verdict(1, "no CALL was ever answered");
    }
    return new Verdict(0, "nothing lost");
  }
}
