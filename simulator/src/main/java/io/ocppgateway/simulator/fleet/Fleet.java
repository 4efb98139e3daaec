package io.ocppgateway.simulator.fleet;

/// Starts fleets.
///
/// ```java
/// RunningFleet fleet = Fleet.start(FleetOptions.of(url, 5000).withDuration(tenMinutes));
/// FleetReport report = fleet.ended().join();
/// return report.lostNothing() ? 0 : 1;
/// ```
public final class Fleet {

  private Fleet() {}

  /// Starts a fleet: its first charge point connects at once.
  ///
  /// @throws TooFewFilesException if this process may not open a file for each connection
  public static RunningFleet start(FleetOptions options) {
    OpenFiles.ofThisProcess().requireRoomFor(options.size());
    LiveFleet fleet = new LiveFleet(options);
    fleet.begin();
    return fleet;
  }
}
