package io.ocppgateway.cli.fleet.report;

import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.fleet.FleetOptions;
import io.ocppgateway.simulator.fleet.FleetReport;
import io.ocppgateway.simulator.fleet.statistics.ActionTotals;
import io.ocppgateway.simulator.fleet.statistics.CallTotals;
import io.ocppgateway.simulator.fleet.statistics.LatencySummary;
import io.ocppgateway.simulator.fleet.statistics.MessageTotals;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A fleet's report as it is printed at the end.
public final class TextReport {

  private static final double BYTES_PER_MIB = 1024.0 * 1024;

  private TextReport() {}

  /// The lines, without colours.
  public static List<String> lines(FleetReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(title(report.options()));
    lines.add(row("ran", ran(report)));
    lines.add(row("connections", connections(report)));
    lines.add(row("messages", messages(report)));
    lines.add(row("calls", calls(report.calls())));
    lines.add(row("round trip", latency(report.latency())));
    report.actions().forEach((action, totals) -> lines.add(action(action, totals)));
    report
        .failures()
        .forEach((cause, count) -> lines.add(row("failed", Figures.count(count) + " × " + cause)));
    lines.add(row("this process", cost(report)));
    lines.add(row("verdict", Verdict.on(report).text()));
    return lines;
  }

  /// What the fleet was, in one line.
  static String title(FleetOptions options) {
    return "%s charge points at %s: %s, %s"
        .formatted(
            Figures.count(options.size()),
            options.url(),
            options.profile().name(),
            options.versions().stream()
                .map(OcppVersion::subprotocol)
                .collect(Collectors.joining(", ")));
  }

  static String ran(FleetReport report) {
    return "%s, from %s"
        .formatted(
            Figures.clock(report.duration()), report.start().truncatedTo(ChronoUnit.SECONDS));
  }

  static String connections(FleetReport report) {
    return "%s opened, at most %s at once, %s repeated attempts"
        .formatted(
            Figures.count(report.connections().opened()),
            Figures.count(report.connections().most()),
            Figures.count(report.connections().reconnects()));
  }

  static String messages(FleetReport report) {
    MessageTotals messages = report.messages();
    double seconds = Math.max(1, Figures.millis(report.duration()) / 1_000);
    return "%s sent (%s/s), %s received (%s/s)"
        .formatted(
            Figures.count(messages.sent()),
            Figures.rate(messages.sent() / seconds),
            Figures.count(messages.received()),
            Figures.rate(messages.received() / seconds));
  }

  static String calls(CallTotals calls) {
    return "%s sent: %s answered, %s failed, %s cut off, %s lost"
        .formatted(
            Figures.count(calls.sent()),
            Figures.count(calls.answered()),
            Figures.count(calls.failed()),
            Figures.count(calls.cutOff()),
            Figures.count(calls.lost()));
  }

  static String latency(LatencySummary latency) {
    return "p50 %s, p90 %s, p99 %s, p99.9 %s, max %s"
        .formatted(
            Figures.latency(latency.p50()),
            Figures.latency(latency.p90()),
            Figures.latency(latency.p99()),
            Figures.latency(latency.p999()),
            Figures.latency(latency.max()));
  }

  static String cost(FleetReport report) {
    return String.format(
        Locale.ROOT,
        "%.1f s of processor time, at most %.0f MiB heap",
        Figures.millis(report.cost().cpu()) / 1_000,
        report.cost().mostHeapBytes() / BYTES_PER_MIB);
  }

  private static String action(String name, ActionTotals totals) {
    return "    %-24s %s; p50 %s, p99 %s"
        .formatted(
            name,
            calls(totals.calls()),
            Figures.latency(totals.latency().p50()),
            Figures.latency(totals.latency().p99()));
  }

  private static String row(String title, String text) {
    return "  %-14s %s".formatted(title, text);
  }
}
