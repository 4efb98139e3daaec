package io.ocppgateway.cli;

import io.ocppgateway.local.usage.Connections;
import io.ocppgateway.local.usage.FunctionUsage;
import io.ocppgateway.local.usage.RuleUsage;
import io.ocppgateway.local.usage.TopicGroup;
import io.ocppgateway.local.usage.TopicTraffic;
import io.ocppgateway.local.usage.Traffic;
import io.ocppgateway.local.usage.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a person reads of a [Usage]: what happened, and nothing of what did not.
record UsageReport(Usage usage) {

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "usage of %d s, as AWS would meter it"
            .formatted(Duration.between(usage.since(), usage.until()).toSeconds()));
    lines.add(connections(usage.connections()));
    usage.topics().forEach((group, traffic) -> addUnlessIdle(lines, group, traffic));
    usage.rules().stream()
        .filter(rule -> rule.triggered() > 0)
        .map(UsageReport::rule)
        .forEach(lines::add);
    usage.functions().stream()
        .filter(function -> function.invocations() + function.throttles() > 0)
        .map(UsageReport::function)
        .forEach(lines::add);
    usage.operations().forEach((operation, count) -> lines.add(row(operation, number(count))));
    if (usage.dropped().isEmpty()) {
      lines.add(row("dropped", "nothing"));
    }
    usage
        .dropped()
        .forEach((reason, count) -> lines.add(row("DROPPED", number(count) + " " + reason.text())));
    return lines;
  }

  private static String connections(Connections connections) {
    return row(
        "connections",
        "%s connects, %s open, %s minutes, %s subscriptions, %s PUBACKs"
            .formatted(
                number(connections.connects()),
                number(connections.open()),
                number(connections.minutes()),
                number(connections.subscribes()),
                number(connections.acknowledgements())));
  }

  private static void addUnlessIdle(List<String> lines, TopicGroup group, TopicTraffic traffic) {
    if (traffic.published().messages() + traffic.delivered().messages() > 0) {
      lines.add(
          row(
              group.filter(),
              "%s in, %s delivered"
                  .formatted(messages(traffic.published()), messages(traffic.delivered()))));
    }
  }

  private static String messages(Traffic traffic) {
    return "%s (%s × 5 KB)".formatted(number(traffic.messages()), number(traffic.metered()));
  }

  private static String rule(RuleUsage rule) {
    return row(
        "rule " + rule.name(),
        "%s triggered, %s actions, %s failed"
            .formatted(number(rule.triggered()), number(rule.actions()), number(rule.failures())));
  }

  private static String function(FunctionUsage function) {
    return row(
        "function " + function.logicalId(),
        "%s invocations, %s errors, %s throttles, %s ms"
            .formatted(
                number(function.invocations()),
                number(function.errors()),
                number(function.throttles()),
                number(function.durationMillis())));
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String row(String title, String text) {
    return "  %-26s %s".formatted(title, text);
  }
}
