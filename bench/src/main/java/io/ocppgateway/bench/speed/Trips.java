package io.ocppgateway.bench.speed;

import io.ocppgateway.bench.candidate.Kind;
import io.ocppgateway.bench.figures.Goal;
import io.ocppgateway.bench.figures.MarkdownTable;
import io.ocppgateway.bench.figures.Sample;
import io.ocppgateway.bench.load.Fleet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/// Measures round trips: all candidates run at once, each has its charge points, and they take
/// turns under the load, round after round.
final class Trips {

  private static final double OVER_RELAY = 1.5;
  private static final double OVER_HAPROXY = 1.3;
  private static final double TLS_OVER_PLAIN = 1.5;
  private static final double MEDIAN_MILLIS = 0.3;
  private static final double TAIL_MILLIS = 2;

  private final Rig rig;
  private final Extent extent;

  Trips(Rig rig, Extent extent) {
    this.rig = rig;
    this.extent = extent;
  }

  /// Charge points call as soon as they are answered.
  String saturated() {
    Map<Kind, List<Sample>> samples = measure(Fleet::saturate);
    return table(samples) + "\n" + Goal.table(ratios(samples));
  }

  /// Charge points call in turns, at a rate.
  String paced() {
    Map<Kind, List<Sample>> samples = measure(fleet -> fleet.pace(extent.callsPerSecond()));
    List<Goal> goals = ratios(samples);
    samples.forEach((kind, own) -> {
      if (kind.isGateway()) {
        double middle = median(own, sample -> sample.millisAt(50));
        double tail = median(own, sample -> sample.millisAt(99));
        goals.add(Goal.atMost(kind.title() + ": p50, ms", MEDIAN_MILLIS, middle));
        goals.add(Goal.atMost(kind.title() + ": p99, ms", TAIL_MILLIS, tail));
      }
    });
    return table(samples) + "\n" + Goal.table(goals);
  }

  private Map<Kind, List<Sample>> measure(Consumer<Fleet> load) {
    List<Contender> contenders = new ArrayList<>();
    try {
      for (Kind kind : extent.kinds()) {
        contenders.add(Contender.enter(rig, kind, extent.connections()));
      }
      for (Contender contender : contenders) {
        if (contender.kind().isGateway()) {
          // What is compiled under full load serves any other.
          contender.warmUp(Fleet::saturate, extent.warmUp());
        }
      }
      for (int round = 0; round < extent.rounds(); round++) {
        contenders.forEach(contender -> contender.takeTurn(load, extent.sample()));
      }
      Map<Kind, List<Sample>> samples = new EnumMap<>(Kind.class);
      contenders.forEach(contender -> samples.put(contender.kind(), contender.samples()));
      return samples;
    } finally {
      contenders.forEach(Contender::close);
    }
  }

  private static String table(Map<Kind, List<Sample>> samples) {
    MarkdownTable table =
        new MarkdownTable(
            "candidate",
            "CPU per round trip, µs",
            "× C relay",
            "round trips/s",
            "its core busy",
            "load's core busy",
            "p50, ms",
            "p99, ms",
            "p99.9, ms",
            "disturbed samples");
    List<Sample> floor = samples.getOrDefault(Kind.RELAY, List.of());
    samples.forEach((kind, own) ->
        table.add(
            kind.title(),
            text("%.1f", microsPerTrip(own)),
            floor.isEmpty() ? "" : text("%.2f", microsPerTrip(own) / microsPerTrip(floor)),
            text("%,.0f", median(own, Sample::tripsPerSecond)),
            text("%.0f %%", 100 * median(own, s -> s.cpu().candidateShare())),
            text("%.0f %%", 100 * median(own, s -> s.cpu().loadShare())),
            text("%.2f", median(own, s -> s.millisAt(50))),
            text("%.2f", median(own, s -> s.millisAt(99))),
            text("%.2f", median(own, s -> s.millisAt(99.9))),
            "%d of %d".formatted(Sample.disturbed(own), own.size())));
    return table.toString();
  }

  private static List<Goal> ratios(Map<Kind, List<Sample>> samples) {
    List<Goal> goals = new ArrayList<>();
    addRatio(goals, samples, Kind.GATEWAY, Kind.RELAY, OVER_RELAY);
    addRatio(goals, samples, Kind.GATEWAY, Kind.HAPROXY_HTTP, OVER_HAPROXY);
    addRatio(goals, samples, Kind.GATEWAY_TLS, Kind.GATEWAY, TLS_OVER_PLAIN);
    return goals;
  }

  private static void addRatio(
      List<Goal> goals, Map<Kind, List<Sample>> samples, Kind kind, Kind other, double limit) {
    List<Sample> own = samples.get(kind);
    List<Sample> others = samples.get(other);
    if (own != null && others != null) {
      goals.add(
          Goal.atMost(
              "CPU per round trip: %s / %s".formatted(kind.title(), other.title()),
              limit,
              microsPerTrip(own) / microsPerTrip(others)));
    }
  }

  private static double microsPerTrip(List<Sample> samples) {
    return median(samples, Sample::microsPerTrip);
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return Sample.median(samples, figure);
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
