package io.ocppgateway.bench.speed;

import io.ocppgateway.bench.candidate.Candidate;
import io.ocppgateway.bench.candidate.Candidates;
import io.ocppgateway.bench.candidate.Kind;
import io.ocppgateway.bench.figures.Goal;
import io.ocppgateway.bench.figures.MarkdownTable;
import io.ocppgateway.bench.figures.Medians;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// Measures how long it takes from the start of the process until it listens for charge points.
final class Start {

  private static final double SECONDS = 0.6;

  private final Rig rig;
  private final Extent extent;

  Start(Rig rig, Extent extent) {
    this.rig = rig;
    this.extent = extent;
  }

  String measure() {
    List<Double> asOnAws = new ArrayList<>();
    List<Double> withoutCache = new ArrayList<>();
    List<Double> withBroker = new ArrayList<>();
    Candidates candidates = rig.candidates();
    for (int round = 0; round < extent.rounds(); round++) {
      asOnAws.add(seconds(() -> candidates.launchAsOnAws(true)));
      withoutCache.add(seconds(() -> candidates.launchAsOnAws(false)));
      withBroker.add(seconds(() -> candidates.launch(Kind.GATEWAY_TLS)));
    }
    return new MarkdownTable("gateway, TLS to the broker", "start to listening, s")
            .add("as on AWS, with the image's AOT cache", text(median(asOnAws)))
            .add("as on AWS, without", text(median(withoutCache)))
            .add("with the cache, told the broker and its authority", text(median(withBroker)))
        + "\n"
        + Goal.table(
            List.of(Goal.atMost("start to listening, AOT cache, s", SECONDS, median(asOnAws))));
  }

  private static double seconds(Supplier<Candidate> launch) {
    long begun = System.nanoTime();
    try (Candidate candidate = launch.get()) {
      candidate.awaitListening();
      return (System.nanoTime() - begun) / 1e9;
    }
  }

  private static double median(List<Double> values) {
    return Medians.of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
