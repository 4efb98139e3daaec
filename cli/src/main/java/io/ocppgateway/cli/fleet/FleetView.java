package io.ocppgateway.cli.fleet;

import io.ocppgateway.cli.fleet.report.Figures;
import io.ocppgateway.cli.terminal.Styles;
import io.ocppgateway.simulator.fleet.FleetOptions;
import io.ocppgateway.simulator.fleet.statistics.FleetSnapshot;
import io.ocppgateway.simulator.fleet.statistics.LatencySummary;
import io.ocppgateway.simulator.fleet.statistics.Sample;
import io.ocppgateway.simulator.fleet.statistics.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/// How a running fleet is shown.
///
/// @param options of the fleet
/// @param ansi whether colours are wanted
record FleetView(FleetOptions options, Ansi ansi) {

  /// Wider bars say no more.
  private static final int MAX_BAR = 50;

  private static final int MIN_BAR = 5;

  /// Those below stay unseen until the report.
  private static final int MAX_CAUSES = 4;

  /// For a terminal: a bar, and what there is to watch. Narrow terminals get shorter lines and more
  /// of them.
  List<String> block(FleetSnapshot snapshot, int columns) {
    Standing standing = snapshot.chargePoints();
    Sample second = snapshot.lastSecond();
    LatencySummary latency = snapshot.latency();
    List<String> lines = new ArrayList<>();
    lines.add(bar(snapshot, columns));
    lines.addAll(
        folded(
            columns,
            pair("connecting", standing.connecting()),
            pair("connected", standing.connected()),
            pair("charging", standing.charging()),
            pair("waiting", standing.waiting()),
            pair("ended", standing.ended())));
    lines.addAll(
        folded(
            columns,
            "sent " + strong(Figures.count(second.sent()) + "/s"),
            "received " + strong(Figures.count(second.received()) + "/s"),
            "calls " + strong(Figures.count(snapshot.calls().sent())),
            pair("lost", snapshot.calls().lost())));
    lines.addAll(
        folded(
            columns,
            "round trip p50 " + strong(Figures.latency(latency.p50())),
            "p90 " + strong(Figures.latency(latency.p90())),
            "p99 " + strong(Figures.latency(latency.p99())),
            "max " + strong(Figures.latency(latency.max()))));
    causes(snapshot)
        .forEach(cause ->
            lines.add(
                styled(
                    "red", "failed " + Figures.count(cause.getValue()) + " × " + cause.getKey())));
    return lines;
  }

  /// For a file or a pipe: all in one line.
  String line(FleetSnapshot snapshot) {
    Standing standing = snapshot.chargePoints();
    Sample second = snapshot.lastSecond();
    LatencySummary latency = snapshot.latency();
    return "%s connecting %s connected %s charging %s ended %s, sent %s/s received %s/s, p50 %s p90 %s p99 %s max %s, lost %s failed %s"
        .formatted(
            Figures.clock(snapshot.at()),
            Figures.count(standing.connecting() + standing.waiting()),
            Figures.count(standing.connected()),
            Figures.count(standing.charging()),
            Figures.count(standing.ended()),
            Figures.count(second.sent()),
            Figures.count(second.received()),
            Figures.latency(latency.p50()),
            Figures.latency(latency.p90()),
            Figures.latency(latency.p99()),
            Figures.latency(latency.max()),
            Figures.count(snapshot.calls().lost()),
            failed(snapshot));
  }

  private String bar(FleetSnapshot snapshot, int columns) {
    String text = progressText(snapshot);
    int width = Math.min(MAX_BAR, columns - text.length() - 2);
    if (width < MIN_BAR) {
      return strong(text);
    }
    int full = (int) Math.round(width * Math.clamp(progress(snapshot), 0.0, 1.0));
    return styled("green", "█".repeat(full))
        + styled("faint", "░".repeat(width - full))
        + " "
        + strong(text);
  }

  /// First how many have begun, then the time, at last how many have ended.
  private double progress(FleetSnapshot snapshot) {
    Standing standing = snapshot.chargePoints();
    if (snapshot.ending()) {
      return (double) (standing.ended() + standing.planned()) / options.size();
    }
    if (standing.planned() > 0) {
      return (double) begun(standing) / options.size();
    }
    return isBounded() ? Figures.millis(snapshot.at()) / Figures.millis(options.duration()) : 1;
  }

  private String progressText(FleetSnapshot snapshot) {
    Standing standing = snapshot.chargePoints();
    String clock = Figures.clock(snapshot.at());
    if (snapshot.ending()) {
      return clock + " ending";
    }
    if (standing.planned() > 0) {
      return "%s starting %s of %s"
          .formatted(clock, Figures.count(begun(standing)), Figures.count(options.size()));
    }
    return isBounded()
        ? "%s of %s".formatted(clock, Figures.clock(options.duration()))
        : clock + " until Ctrl-C";
  }

  private int begun(Standing standing) {
    return options.size() - standing.planned();
  }

  private boolean isBounded() {
    Duration duration = options.duration();
    return !duration.equals(FleetOptions.UNTIL_STOPPED);
  }

  private String failed(FleetSnapshot snapshot) {
    long all = snapshot.failures().values().stream().mapToLong(Long::longValue).sum();
    return Figures.count(all)
        + causes(snapshot).stream()
            .findFirst()
            .map(most -> " (most: " + most.getKey() + ")")
            .orElse("");
  }

  private static List<Map.Entry<String, Long>> causes(FleetSnapshot snapshot) {
    return snapshot.failures().entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(MAX_CAUSES)
        .toList();
  }

  /// The items on as few lines as the terminal allows, three spaces apart.
  private List<String> folded(int columns, String... items) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int width = 0;
    for (String item : items) {
      int itemWidth = plainWidth(item);
      if (width > 0 && width + 3 + itemWidth >= columns) {
        lines.add(line.toString());
        line.setLength(0);
        width = 0;
      }
      line.append(width == 0 ? "" : "   ").append(item);
      width += (width == 0 ? 0 : 3) + itemWidth;
    }
    lines.add(line.toString());
    return lines;
  }

  private static int plainWidth(String item) {
    return item.replaceAll("\u001B\\[[0-9;]*m", "").length();
  }

  private String pair(String name, long count) {
    return name + " " + strong(Figures.count(count));
  }

  private String strong(String text) {
    return styled("bold", text);
  }

  private String styled(String style, String text) {
    return Styles.styled(ansi, style, text);
  }
}
