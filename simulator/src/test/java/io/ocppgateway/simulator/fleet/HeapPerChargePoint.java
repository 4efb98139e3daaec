package io.ocppgateway.simulator.fleet;

import static org.awaitility.Awaitility.await;

import io.ocppgateway.simulator.behaviour.Profile;
import io.ocppgateway.simulator.fleet.statistics.FleetSnapshot;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;

/// Measures the live heap of an idle charge point, all in all: what is in use after a collection,
/// with a whole fleet connected and without, divided by the size of the fleet.
///
/// ```
/// java -cp … io.ocppgateway.simulator.fleet.CountingCentralSystem    # tells its URL
/// java -cp … io.ocppgateway.simulator.fleet.HeapPerChargePoint URL 9900
/// ```
final class HeapPerChargePoint {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final double CONNECTS_PER_SECOND = 1000;

  private HeapPerChargePoint() {}

  /// Prints the bytes.
  public static void main(String[] arguments) {
    URI url = URI.create(arguments[0]);
    int size = Integer.parseInt(arguments[1]);
    // Classes, schemas and pools are there before anything is measured.
    connected(FleetOptions.of(url, 2).withIdPrefix("FIRST")).stop().join();
    long without = liveHeapBytes();

    RunningFleet fleet =
        connected(
            FleetOptions.of(url, size)
                .withProfile(Profile.IDLE)
                .withConnectsPerSecond(CONNECTS_PER_SECOND));
    long with = liveHeapBytes();
    fleet.stop().join();

    System.out.println((with - without) / size);
  }

  private static RunningFleet connected(FleetOptions options) {
    RunningFleet fleet = Fleet.start(options);
    await().atMost(PATIENCE).until(() -> isIdle(fleet.snapshot(), options.size()));
    return fleet;
  }

  private static boolean isIdle(FleetSnapshot snapshot, int size) {
    return snapshot.chargePoints().connected() == size
        && snapshot.calls().inFlight() == 0
        && snapshot.lastSecond().sent() == 0;
  }

  private static long liveHeapBytes() {
    // The second collection takes what the first has made unreachable: buffers with cleaners.
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
