package io.ocppgateway.simulator.fleet;

import io.ocppgateway.simulator.fleet.statistics.FleetSnapshot;
import java.util.concurrent.CompletableFuture;

/// A fleet that has been started. Safe for use by any thread.
public interface RunningFleet {

  /// How things stand now. Cheap enough for several a second; each call gives the rates and
  /// percentiles of the last full second.
  FleetSnapshot snapshot();

  /// Ends the fleet in order: no charge point begins anything new, CALLs in flight are given their
  /// time, connections are closed with 1000 at the pace of the ramp. Does nothing if the fleet is
  /// ending already.
  ///
  /// @return the same as [#ended]
  CompletableFuture<FleetReport> stop();

  /// Completes when the fleet has ended, because its duration is over or it was stopped.
  CompletableFuture<FleetReport> ended();
}
