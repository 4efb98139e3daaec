package io.ocppgateway.cli;

import io.ocppgateway.local.LocalStack;
import io.ocppgateway.local.LocalStackOptions;
import io.ocppgateway.local.Ports;
import io.ocppgateway.local.StackSummary;
import io.ocppgateway.ocpp.ChargePointId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a person reads when the local stack is up: where it is, what runs and what not, and what to
/// try next.
///
/// @param stack which runs
/// @param options with which it was started
record LocalStackReport(LocalStack stack, LocalStackOptions options) {

  List<String> lines(Shell shell) {
    StackSummary summary = stack.summary();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(shell.styled("bold", summary.stackName() + " runs here"));
    lines.add(row("charge points", stack.webSocketUrl() + "/{id}, registered: " + registered()));
    lines.add(row("MQTT", stack.mqttUrl()));
    lines.add(row("AWS endpoints", awsEndpoint() + " (any access key, AWS_ENDPOINT_URL)"));
    lines.add(row("functions", list(summary, summary.functions())));
    lines.add(row("rules", list(summary, summary.rules())));
    lines.add(row("tables", list(summary, summary.tables())));
    lines.add(row("queues", list(summary, summary.queues())));
    lines.add(row("gateways", processes(summary.gateways())));
    lines.add(row("only in AWS", shell.styled("faint", notRun(summary))));
    lines.add(row("logs", options.logDirectory()));
    lines.add("");
    lines.add("Next, in a second terminal:");
    next().forEach(command -> lines.add("  ./cpo " + command));
    lines.add("Ctrl-C ends everything.");
    return lines;
  }

  private List<String> next() {
    String id =
        options.chargePoints().isEmpty()
            ? "CP1"
            : quoted(options.chargePoints().getFirst().identity());
    String aws = option("--aws-port", stack.awsEndpoint().getPort(), Ports.DEFAULT.aws());
    String mqtt = option("--mqtt-port", stack.mqttUrl().getPort(), Ports.DEFAULT.mqtt());
    return List.of(
        "simulate --url %s --cp-id %s".formatted(stack.webSocketUrl(), id),
        "watch '+/in' '+/out'" + mqtt,
        "shadow %s".formatted(id) + aws,
        "table chargePointHeartbeat" + aws);
  }

  private String registered() {
    return options.chargePoints().stream()
        .map(ChargePointId::identity)
        .collect(Collectors.joining(", "));
  }

  private String awsEndpoint() {
    return "http://localhost:" + stack.awsEndpoint().getPort();
  }

  /// For a shell, where the identity holds what shells interpret.
  private static String quoted(String identity) {
    return identity.matches("[\\w-]+") ? identity : "'" + identity.replace("'", "'\\''") + "'";
  }

  private static String option(String name, int port, int standard) {
    return port == standard ? "" : " " + name + " " + port;
  }

  /// Names without what all of them begin with.
  private static String list(StackSummary summary, List<String> names) {
    return names.isEmpty()
        ? "none"
        : names.stream()
            .map(name -> name.replaceFirst("^" + Pattern.quote(summary.stackName()) + "[-_]", ""))
            .collect(Collectors.joining(", "));
  }

  private static String processes(List<Long> pids) {
    return "%d (process %s)"
        .formatted(
            pids.size(), pids.stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }

  private static String notRun(StackSummary summary) {
    return summary.notRun().entrySet().stream()
        .map(entry -> entry.getKey().replace("AWS::", "") + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String row(String title, Object text) {
    return "  %-14s %s".formatted(title, text);
  }
}
