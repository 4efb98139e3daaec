package io.ocppgateway.cli.fleet.report;

import static io.ocppgateway.cli.fleet.report.Markup.escaped;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Values over time as an SVG drawing. Colours are classes, which the page's style sheet fills for
/// light, dark and paper; lines differ in their strokes too, for those who cannot tell colours.
///
/// @param id unique in its page
/// @param description what a person who cannot see it should know
/// @param unit of the values, for the axis
/// @param times of the points, from the start
/// @param lines with as many values as there are times
/// @param format of the marks on the value axis
record LineChart(
    String id,
    String title,
    String description,
    String unit,
    List<Duration> times,
    List<Line> lines,
    boolean counts,
    DoubleFunction<String> format) {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 260;
  private static final int LEFT = 72;

  /// Room for half of the last mark.
  private static final int RIGHT = 32;

  private static final int TOP = 34;
  private static final int BOTTOM = 48;

  LineChart {
    times = List.copyOf(times);
    lines = List.copyOf(lines);
  }

  /// One of the values.
  record Line(String name, List<Double> values) {

    Line {
      values = List.copyOf(values);
    }

    private double greatest() {
      return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
  }

  String svg() {
    double greatest = lines.stream().mapToDouble(Line::greatest).max().orElse(0);
    Scale vertical = counts ? Scale.ofCounts(greatest) : Scale.ofNumbers(greatest);
    Duration end = times.isEmpty() ? Duration.ofSeconds(1) : times.getLast();
    return """
    <svg viewBox="0 0 %d %d" role="img" aria-labelledby="%s-title %s-desc">
    <title id="%s-title">%s</title>
    <desc id="%s-desc">%s</desc>
    %s%s%s%s</svg>
    """
        .formatted(
            WIDTH,
            HEIGHT,
            id,
            id,
            id,
            escaped(title),
            id,
            escaped(description),
            valueAxis(vertical),
            timeAxis(end),
            drawn(vertical, end),
            legend());
  }

  private String valueAxis(Scale scale) {
    String marks =
        scale.marks().stream()
            .map(mark ->
                String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                        + "<text class=\"mark\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                    LEFT,
                    WIDTH - RIGHT,
                    y(mark, scale),
                    y(mark, scale),
                    LEFT - 8,
                    y(mark, scale) + 4,
                    escaped(format.apply(mark))))
            .collect(Collectors.joining());
    return marks
        + String.format(
            Locale.ROOT,
            "<text class=\"axis\" transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>%n",
            (TOP + HEIGHT - BOTTOM) / 2,
            escaped(unit));
  }

  private String timeAxis(Duration end) {
    String marks =
        Scale.ofTime(end).marks().stream()
            .map(seconds ->
                String.format(
                    Locale.ROOT,
                    "<text class=\"mark\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    x(seconds, end),
                    HEIGHT - BOTTOM + 18,
                    Figures.clock(Duration.ofSeconds(seconds.longValue()))))
            .collect(Collectors.joining());
    return marks
        + String.format(
            Locale.ROOT,
            "<text class=\"axis\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">time since the start (h:mm:ss)</text>%n",
            (LEFT + WIDTH - RIGHT) / 2,
            HEIGHT - 8);
  }

  private String drawn(Scale vertical, Duration end) {
    return IntStream.range(0, lines.size())
        .mapToObj(i ->
            String.format(
                Locale.ROOT,
                "<polyline class=\"line line%d\" points=\"%s\"/>%n",
                i + 1,
                points(lines.get(i), vertical, end)))
        .collect(Collectors.joining());
  }

  private String points(Line line, Scale vertical, Duration end) {
    return IntStream.range(0, times.size())
        .mapToObj(i ->
            String.format(
                Locale.ROOT,
                "%.1f,%.1f",
                x(Figures.millis(times.get(i)) / 1_000, end),
                y(line.values().get(i), vertical)))
        .collect(Collectors.joining(" "));
  }

  private String legend() {
    int room = (WIDTH - LEFT - RIGHT) / Math.max(1, lines.size());
    return IntStream.range(0, lines.size())
        .mapToObj(i -> {
          int x = LEFT + i * room;
          return String.format(
              Locale.ROOT,
              "<line class=\"line line%d\" x1=\"%d\" x2=\"%d\" y1=\"14\" y2=\"14\"/>"
                  + "<text class=\"legend\" x=\"%d\" y=\"18\">%s</text>%n",
              i + 1,
              x,
              x + 28,
              x + 36,
              escaped(lines.get(i).name()));
        })
        .collect(Collectors.joining());
  }

  private static double x(double seconds, Duration end) {
    return LEFT + (WIDTH - LEFT - RIGHT) * seconds * 1_000 / Math.max(1, Figures.millis(end));
  }

  private static double y(double value, Scale scale) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / scale.end();
  }
}
