package io.ocppgateway.bench.storm;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Storms side by side, in Markdown.
final class StormTable {

  private static final List<Duration> MOMENTS =
      Stream.of(10, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600).map(Duration::ofSeconds).toList();

  private StormTable() {}

  /// A row a storm: how long, how often, how much in vain.
  static String summary(List<Curve> curves) {
    String head =
        """
        | scenario | quota, CONNECTs/s | shortest possible | 50 % back | 90 % back | 99 % back | all back | handshakes each | not answered in time | answered 503 | CONNECTs refused | peak handshakes/s | peak CONNECTs/s | peak waiting | quota that brought someone back | cores busy |
        |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
        """;
    return head + curves.stream().map(StormTable::row).collect(Collectors.joining());
  }

  /// A row a moment: the percentage that is back, a column a storm.
  static String curves(List<Curve> curves) {
    String names =
        curves.stream()
            .map(curve -> curve.scenario().name() + ", " + curve.scenario().connectsPerSecond())
            .collect(Collectors.joining(" | "));
    StringBuilder table = new StringBuilder("| after | " + names + " |\n|---");
    table.append("|---".repeat(curves.size())).append("|\n");
    for (Duration moment : MOMENTS) {
      table.append("| ").append(text(moment)).append(" | ");
      table.append(
          curves.stream()
              .map(curve -> percentBack(curve, moment))
              .collect(Collectors.joining(" | ")));
      table.append(" |\n");
    }
    return table.toString();
  }

  private static String row(Curve curve) {
    Scenario scenario = curve.scenario();
    Second end = curve.end();
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %s | %s | %s | %s | %s | %.1f | %,d | %,d | %,d | %,d | %,d | %,d | %.0f %% | %.0f %% |%n",
        scenario.name(),
        scenario.connectsPerSecond(),
        text(scenario.floor()),
        text(curve.backAfter(50)),
        text(curve.backAfter(90)),
        text(curve.backAfter(99)),
        text(curve.backAfter(100)),
        (double) end.handshakes() / scenario.chargePoints(),
        end.unanswered(),
        end.turnedAway(),
        end.refused(),
        curve.peakHandshakes(),
        curve.peakConnects(),
        curve.peakWaiting(),
        curve.quotaUsedPercent(),
        curve.coresBusyPercent());
  }

  private static String percentBack(Curve curve, Duration moment) {
    int index = (int) Math.min(moment.toSeconds(), curve.seconds().size()) - 1;
    return String.format(
        Locale.ROOT,
        "%.1f %%",
        100.0 * curve.seconds().get(index).back() / curve.scenario().chargePoints());
  }

  private static String text(Duration duration) {
    return duration.toMinutes() == 0
        ? String.format(Locale.ROOT, "%d s", duration.toSeconds())
        : String.format(
            Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
  }
}
