package io.ocppgateway.cli.fleet.report;

import static io.ocppgateway.cli.fleet.report.Markup.escaped;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// How often each of some causes occurred, the most frequent first, as an SVG drawing with the name
/// above each bar: names may be long.
///
/// @param id unique in its page
/// @param counts by cause
record BarChart(String id, String title, String unit, SortedMap<String, Long> counts) {

  private static final int WIDTH = 760;
  private static final int RIGHT = 90;
  private static final int ROW = 40;
  private static final int BAR = 14;
  private static final int AXIS = 30;

  /// As many characters as fit above a bar.
  private static final int MAX_NAME = 100;

  /// The causes, the most frequent first.
  List<Map.Entry<String, Long>> ranked() {
    List<Map.Entry<String, Long>> ranked = new ArrayList<>(counts.entrySet());
    ranked.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
    return ranked;
  }

  String svg() {
    List<Map.Entry<String, Long>> ranked = ranked();
    int height = ranked.size() * ROW + AXIS;
    StringBuilder bars = new StringBuilder();
    for (int i = 0; i < ranked.size(); i++) {
      bars.append(bar(ranked.get(i), i * ROW, ranked.getFirst().getValue()));
    }
    return """
    <svg viewBox="0 0 %d %d" role="img" aria-labelledby="%s-title %s-desc">
    <title id="%s-title">%s</title>
    <desc id="%s-desc">%s</desc>
    %s<text class="axis" x="0" y="%d">%s</text>
    </svg>
    """
        .formatted(
            WIDTH,
            height,
            id,
            id,
            id,
            escaped(title),
            id,
            escaped(description(ranked)),
            bars,
            height - 8,
            escaped(unit));
  }

  private static String bar(Map.Entry<String, Long> cause, int top, long greatest) {
    double length = (double) (WIDTH - RIGHT) * cause.getValue() / greatest;
    return String.format(
        Locale.ROOT,
        "<text class=\"legend\" x=\"0\" y=\"%d\">%s</text>"
            + "<rect class=\"bar\" x=\"0\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>"
            + "<text class=\"mark\" x=\"%.1f\" y=\"%d\">%s</text>%n",
        top + 14,
        escaped(shortened(cause.getKey())),
        top + 20,
        Math.max(2, length),
        BAR,
        Math.max(2, length) + 8,
        top + 20 + BAR - 2,
        Figures.count(cause.getValue()));
  }

  private static String shortened(String name) {
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME - 1) + "…";
  }

  private static String description(List<Map.Entry<String, Long>> ranked) {
    return ranked.stream()
        .map(cause -> cause.getKey() + ": " + Figures.count(cause.getValue()))
        .collect(Collectors.joining("; "));
  }
}
