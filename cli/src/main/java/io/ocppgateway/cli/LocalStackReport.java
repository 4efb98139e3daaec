package io.ocppgateway.cli;

import io.ocppgateway.cli.shell.Shell;
import io.ocppgateway.local.LocalStack;
import io.ocppgateway.local.LocalStackOptions;
import io.ocppgateway.local.Ports;
import io.ocppgateway.local.StackSummary;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a person reads when the local stack is up: where it is, what runs and what not, and what to
/// try next.
///
/// @param stack which runs
/// @param options with which it was started
record LocalStackReport(LocalStack stack, LocalStackOptions options) {

  /// Every version knows it, and what comes of it can be seen.
  private static final String COMMAND =
      "[2,\"1\",\"TriggerMessage\",{\"requestedMessage\":\"Heartbeat\"}]";

  /// A stack of another name has it as its construct is called, which begins with a capital.
  private static final String HEARTBEATS = "chargePointHeartbeat";

  /// Of what stands beside a title, so that a line fits a terminal of usual width.
  private static final int MAX_WIDTH = 80;

  List<String> lines(Shell shell) {
    StackSummary summary = stack.summary();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(shell.styled("bold", summary.stackName() + " runs here"));
    lines.add(row("charge points", stack.webSocketUrl() + "/{id}, registered: " + registered()));
    lines.add(row("MQTT", stack.mqttUrl()));
    lines.add(row("AWS endpoints", awsEndpoint() + " (any access key, AWS_ENDPOINT_URL)"));
    lines.add(row("functions", list(summary.functions())));
    lines.add(row("rules", list(summary.rules())));
    lines.add(row("tables", list(summary.tables())));
    lines.add(row("queues", list(summary.queues())));
    lines.add(row("gateways", processes(summary.gateways())));
    lines.add(row("logs", options.logDirectory()));
    String title = "only in AWS";
    for (String service : notRun(summary.notRun())) {
      lines.add(row(title, shell.styled("faint", service)));
      title = "";
    }
    lines.add("");
    lines.add("Next, in a second terminal:");
    next().forEach(command -> lines.add("  ./cpo " + command));
    lines.add("Ctrl-C ends everything.");
    return lines;
  }

  private List<String> next() {
    ChargePointId first =
        options.chargePoints().isEmpty()
            ? new ChargePointId("CP1")
            : options.chargePoints().getFirst();
    String id = quoted(first.identity());
    String aws = option("--aws-port", stack.awsEndpoint().getPort(), Ports.DEFAULT.aws());
    String mqtt = option("--mqtt-port", stack.mqttUrl().getPort(), Ports.DEFAULT.mqtt());
    return List.of(
        "simulate --url %s --cp-id %s%s".formatted(stack.webSocketUrl(), id, trust()),
        "watch '+/in' '+/out'" + mqtt,
        "publish %s '%s'".formatted(Topics.out(first), COMMAND) + aws,
        "shadow %s".formatted(id) + aws,
        "table %s".formatted(tableToLookInto(stack.summary().tables())) + aws);
  }

  /// That of Heartbeats, which fills first; where they are not recorded, that of who is online.
  static String tableToLookInto(List<String> tables) {
    return tables.stream().filter(HEARTBEATS::equalsIgnoreCase).findFirst().orElse("Presence");
  }

  /// What makes a charge point trust a gateway that ends TLS.
  private String trust() {
    return stack.trusted().map(file -> " --trust " + file).orElse("");
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

  private static String list(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private static String processes(List<Long> pids) {
    return "%d (process %s)"
        .formatted(
            pids.size(), pids.stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }

  /// A line for each service: `EC2: EIP 2, InternetGateway, …`.
  ///
  /// @param resources how many there are of each type, as `AWS::EC2::EIP`
  static List<String> notRun(SortedMap<String, Long> resources) {
    Map<String, List<String>> byService = new TreeMap<>();
    resources.forEach((type, count) -> {
      String[] name = type.split("::", 3);
      byService
          .computeIfAbsent(name[name.length - 2], _ -> new ArrayList<>())
          .add(name[name.length - 1] + (count == 1 ? "" : " " + count));
    });
    return byService.entrySet().stream()
        .flatMap(service -> folded(service.getKey() + ":", service.getValue()).stream())
        .toList();
  }

  /// A title and its items, on as many lines as it takes.
  private static List<String> folded(String title, List<String> items) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(title);
    for (String item : items) {
      if (line.length() + 1 + item.length() > MAX_WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(" ");
      }
      line.append(' ').append(item).append(item.equals(items.getLast()) ? "" : ",");
    }
    lines.add(line.toString());
    return lines;
  }

  private static String row(String title, Object text) {
    return "  %-14s %s".formatted(title, text);
  }
}
