package io.ocppgateway.cli.fleet.report;

import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.fleet.FaultShare;
import io.ocppgateway.simulator.fleet.FleetOptions;
import io.ocppgateway.simulator.fleet.FleetReport;
import io.ocppgateway.simulator.fleet.statistics.ActionTotals;
import io.ocppgateway.simulator.fleet.statistics.CallTotals;
import io.ocppgateway.simulator.fleet.statistics.ConnectionTotals;
import io.ocppgateway.simulator.fleet.statistics.FleetSnapshot;
import io.ocppgateway.simulator.fleet.statistics.LatencySummary;
import io.ocppgateway.simulator.fleet.statistics.MessageTotals;
import io.ocppgateway.simulator.fleet.statistics.ProcessCost;
import io.ocppgateway.simulator.fleet.statistics.Sample;
import io.ocppgateway.simulator.fleet.statistics.Standing;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Fleets that never ran.
public final class Fleets {

  public static final FleetOptions OPTIONS =
      FleetOptions.of(URI.create("ws://localhost:8080"), 5000)
          .withDuration(Duration.ofMinutes(10))
          .withVersions(List.of(OcppVersion.V1_6, OcppVersion.V2_0_1))
          .withFaults(List.of(new FaultShare("half-open", 5)));

  static final LatencySummary LATENCY = latency(2, 5, 18, 40, 103);

  private Fleets() {}

  /// Ten minutes, of which the first 25 s are the ramp; nothing lost, and failures whose causes
  /// would be markup.
  static FleetReport report() {
    return report(OPTIONS, new CallTotals(20_000, 19_900, 60, 40, 0));
  }

  static FleetReport report(FleetOptions options, CallTotals calls) {
    return new FleetReport(
        options,
        Instant.parse("2026-11-22T16:24:24Z"),
        Duration.ofMillis(600_500),
        new ConnectionTotals(5_123, 5_000, 123),
        new MessageTotals(20_010, 19_970),
        calls,
        new TreeMap<>(
            Map.of(
                "BootNotification",
                new ActionTotals(new CallTotals(5_123, 5_100, 13, 10, 0), LATENCY),
                "Heartbeat",
                new ActionTotals(new CallTotals(14_877, 14_800, 47, 30, 0), LATENCY))),
        LATENCY,
        IntStream.rangeClosed(1, 600).mapToObj(Fleets::second).toList(),
        new TreeMap<>(
            Map.of(
                "connection reset by <peer> & gone", 75L, "InternalError", 60L, "HTTP 503", 48L)),
        new ProcessCost(Duration.ofMillis(41_300), 180_000_000));
  }

  /// At a moment, with rates and percentiles.
  public static FleetSnapshot snapshot(Duration at, Standing standing) {
    return new FleetSnapshot(
        at,
        false,
        standing,
        new MessageTotals(1_500, 1_490),
        new CallTotals(1_500, 1_490, 5, 3, 2),
        second((int) at.toSeconds()),
        LATENCY,
        new TreeMap<>(Map.of("HTTP 503", 12L)));
  }

  private static Sample second(int second) {
    boolean hiccup = second >= 300 && second < 320;
    return new Sample(
        Duration.ofSeconds(second),
        hiccup ? 3_900 : Math.min(5_000, second * 200),
        second < 25 ? 420 : 16 + second % 5,
        second < 25 ? 400 : 16 + (second + 1) % 5,
        Duration.ofMillis(hiccup ? 35 : 2 + second % 3),
        Duration.ofMillis(hiccup ? 90 : 12 + second % 9),
        hiccup ? 9 : 0);
  }

  static LatencySummary latency(int p50, int p90, int p99, int p999, int max) {
    return new LatencySummary(
        20_000,
        Duration.ofMillis(p50 + 1),
        Duration.ofMillis(p50),
        Duration.ofMillis(p90),
        Duration.ofMillis(p99),
        Duration.ofMillis(p999),
        Duration.ofMillis(max));
  }
}
