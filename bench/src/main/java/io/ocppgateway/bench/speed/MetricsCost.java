package io.ocppgateway.bench.speed;

import io.netty.util.concurrent.FastThreadLocalThread;
import io.ocppgateway.bench.figures.MarkdownTable;
import io.ocppgateway.bench.figures.Medians;
import io.ocppgateway.gateway.metrics.Metrics;
import io.ocppgateway.gateway.monitoring.GatewayMetrics;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/// Measures what counting costs: all that a round trip adds to the gateway's counters, over and
/// over on a thread like an event loop's. Alone, with everything in the processor's cache, and so
/// the least that it costs.
final class MetricsCost {

  private static final int TRIPS = 20_000_000;
  private static final int CALL_BYTES = 400;
  private static final int ANSWER_BYTES = 128;
  private static final long ACKNOWLEDGED_AFTER_NANOS = 700_000;

  private final Extent extent;

  MetricsCost(Extent extent) {
    this.extent = extent;
  }

  String measure() {
    CompletableFuture<Double> nanos = new CompletableFuture<>();
    new FastThreadLocalThread(() -> nanos.complete(medianNanosPerTrip()), "metrics").start();
    return new MarkdownTable("what is counted in a round trip", "ns")
        .add(
            "two messages, their bytes, the outbox up and down, the time to the PUBACK",
            String.format(Locale.ROOT, "%.0f", nanos.join()))
        .toString();
  }

  private double medianNanosPerTrip() {
    GatewayMetrics metrics = new GatewayMetrics(new Metrics());
    // The first round is compiled on its way.
    nanosPerTrip(metrics);
    double[] rounds = new double[extent.rounds()];
    for (int round = 0; round < rounds.length; round++) {
      rounds[round] = nanosPerTrip(metrics);
    }
    return Medians.of(rounds);
  }

  private static double nanosPerTrip(GatewayMetrics metrics) {
    long begun = System.nanoTime();
    for (int trip = 0; trip < TRIPS; trip++) {
      metrics.onReceived(CALL_BYTES);
      metrics.onOutboxChange(1, CALL_BYTES);
      metrics.onOutboxChange(-1, -CALL_BYTES);
      metrics.onPublishAcknowledged(ACKNOWLEDGED_AFTER_NANOS);
      metrics.onSent(ANSWER_BYTES);
    }
    return (double) (System.nanoTime() - begun) / TRIPS;
  }
}
