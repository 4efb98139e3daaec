package io.ocppgateway.cli.fleet.report;

import static io.ocppgateway.cli.fleet.report.Markup.escaped;

import io.ocppgateway.simulator.fleet.FleetReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A fleet's report as one page that needs nothing but itself: no script, no font, no request. It
/// is well-formed XML too.
final class HtmlReport {

  /// More points than that cannot be told apart on a screen.
  private static final int MAX_POINTS = 360;

  private static final int TABLE_ROWS = 12;

  private final FleetReport report;
  private final Timeline curve;
  private final Timeline table;

  private HtmlReport(FleetReport report) {
    this.report = report;
    this.curve = Timeline.of(report.samples(), MAX_POINTS);
    this.table = Timeline.of(report.samples(), TABLE_ROWS);
  }

  static String text(FleetReport report) {
    return new HtmlReport(report).page();
  }

  /// A column of figures below a chart.
  private record Column(String title, Function<Timeline.Span, String> cell) {}

  private String page() {
    String title = TextReport.title(report.options());
    return """
    <!DOCTYPE html>
    <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta name="color-scheme" content="light dark"/>
    <title>Fleet of %s</title>
    <style>
    %s</style>
    </head>
    <body>
    <main>
    <h1>Fleet of %s</h1>
    <p class="when">%s</p>
    %s%s%s%s%s%s%s</main>
    </body>
    </html>
    """
        .formatted(
            escaped(title),
            styleSheet(),
            escaped(title),
            escaped(TextReport.ran(report)),
            tiles(),
            connections(),
            throughput(),
            latency(),
            errors(),
            causes(),
            details());
  }

  private String tiles() {
    Verdict verdict = Verdict.on(report);
    return Stream.of(
            tile(verdict.exitCode() == 0 ? "good" : "bad", "Verdict", verdict.text()),
            tile("", "Most connected", Figures.count(report.connections().most())),
            tile("", "CALLs sent", Figures.count(report.calls().sent())),
            tile("", "CALLs lost", Figures.count(report.calls().lost())),
            tile("", "Round trip p50", Figures.latency(report.latency().p50())),
            tile("", "Round trip p99", Figures.latency(report.latency().p99())))
        .collect(Collectors.joining("", "<dl class=\"tiles\">\n", "</dl>\n"));
  }

  private static String tile(String kind, String title, String text) {
    return "<div class=\"tile %s\"><dt>%s</dt><dd>%s</dd></div>\n"
        .formatted(kind, title, escaped(text));
  }

  private String connections() {
    LineChart chart =
        new LineChart(
            "connections",
            "Connections over time",
            "Open connections at the end of each span; at most %s at once."
                .formatted(Figures.count(report.connections().most())),
            "open connections",
            times(),
            List.of(line("connected", span -> (double) span.connected())),
            true,
            Figures::rate);
    return section(
        chart, List.of(new Column("open connections", span -> Figures.count(span.connected()))));
  }

  private String throughput() {
    LineChart chart =
        new LineChart(
            "throughput",
            "Throughput",
            "OCPP messages per second, both ways: %s.".formatted(TextReport.messages(report)),
            "messages per second",
            times(),
            List.of(
                line("sent by charge points", Timeline.Span::sentPerSecond),
                line("received by charge points", Timeline.Span::receivedPerSecond)),
            false,
            Figures::rate);
    return section(
        chart,
        List.of(
            new Column("sent per second", span -> Figures.rate(span.sentPerSecond())),
            new Column("received per second", span -> Figures.rate(span.receivedPerSecond()))));
  }

  private String latency() {
    LineChart chart =
        new LineChart(
            "latency",
            "Round trip of CALLs",
            "From the moment a CALL was wanted to its answer, by the worst second of each span. Over the whole run: %s."
                .formatted(TextReport.latency(report.latency())),
            "milliseconds",
            times(),
            List.of(
                line("p50", span -> Figures.millis(span.p50())),
                line("p99", span -> Figures.millis(span.p99()))),
            false,
            Figures::rate);
    return section(
        chart,
        List.of(
            new Column("p50", span -> Figures.latency(span.p50())),
            new Column("p99", span -> Figures.latency(span.p99()))));
  }

  private String errors() {
    LineChart chart =
        new LineChart(
            "errors",
            "Errors over time",
            "CALLs that failed, were cut off or lost, and attempts to connect that failed; %s in all."
                .formatted(
                    Figures.count(table.spans().stream().mapToLong(Timeline.Span::errors).sum())),
            "errors per second",
            times(),
            List.of(line("errors per second", Timeline.Span::errorsPerSecond)),
            false,
            Figures::rate);
    return section(chart, List.of(new Column("errors", span -> Figures.count(span.errors()))));
  }

  private String causes() {
    if (report.failures().isEmpty()) {
      return "<section><h2>Errors by cause</h2>\n<p>None.</p></section>\n";
    }
    BarChart chart = new BarChart("causes", "Errors by cause", "times", report.failures());
    String rows =
        chart.ranked().stream()
            .map(cause -> row(cause.getKey(), List.of(Figures.count(cause.getValue()))))
            .collect(Collectors.joining());
    return "<section><h2>Errors by cause</h2>\n%s%s</section>\n"
        .formatted(chart.svg(), table("Errors by cause", List.of("cause", "times"), rows));
  }

  private String details() {
    String actions =
        report.actions().entrySet().stream()
            .map(action ->
                row(
                    action.getKey(),
                    List.of(
                        Figures.count(action.getValue().calls().sent()),
                        Figures.count(action.getValue().calls().answered()),
                        Figures.count(action.getValue().calls().failed()),
                        Figures.count(action.getValue().calls().cutOff()),
                        Figures.count(action.getValue().calls().lost()),
                        Figures.latency(action.getValue().latency().p50()),
                        Figures.latency(action.getValue().latency().p99()))))
            .collect(Collectors.joining());
    return "<section><h2>CALLs by action</h2>\n%s</section>\n<section><h2>The run</h2>\n%s</section>\n"
        .formatted(
            table(
                "CALLs by action",
                List.of("action", "sent", "answered", "failed", "cut off", "lost", "p50", "p99"),
                actions),
            run());
  }

  /// The lines that are printed in the terminal.
  private String run() {
    List<String> lines = new ArrayList<>(TextReport.lines(report));
    return "<pre>" + escaped(String.join("\n", lines)) + "</pre>\n";
  }

  private String section(LineChart chart, List<Column> columns) {
    List<String> titles =
        Stream.concat(Stream.of("until (h:mm:ss)"), columns.stream().map(Column::title)).toList();
    String rows =
        table.spans().stream()
            .map(span ->
                row(
                    Figures.clock(span.at()),
                    columns.stream().map(column -> column.cell().apply(span)).toList()))
            .collect(Collectors.joining());
    return "<section><h2>%s</h2>\n<p>%s</p>\n%s%s</section>\n"
        .formatted(
            escaped(chart.title()),
            escaped(chart.description()),
            chart.svg(),
            table(chart.title(), titles, rows));
  }

  private static String table(String caption, List<String> titles, String rows) {
    String header =
        titles.stream()
            .map(title -> "<th scope=\"col\">" + escaped(title) + "</th>")
            .collect(Collectors.joining());
    return "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s, figures\"><table>\n<thead><tr>%s</tr></thead>\n<tbody>\n%s</tbody>\n</table></div>\n"
        .formatted(escaped(caption), header, rows);
  }

  private static String row(String title, List<String> cells) {
    return "<tr><th scope=\"row\">%s</th>%s</tr>\n"
        .formatted(
            escaped(title),
            cells.stream()
                .map(cell -> "<td>" + escaped(cell) + "</td>")
                .collect(Collectors.joining()));
  }

  private List<Duration> times() {
    return curve.spans().stream().map(Timeline.Span::at).toList();
  }

  private LineChart.Line line(String name, Function<Timeline.Span, Double> value) {
    return new LineChart.Line(name, curve.spans().stream().map(value).toList());
  }

  private static String styleSheet() {
    try (InputStream file = HtmlReport.class.getResourceAsStream("report.css")) {
      if (file == null) {
        throw new IllegalStateException("report.css is not on the class path");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
