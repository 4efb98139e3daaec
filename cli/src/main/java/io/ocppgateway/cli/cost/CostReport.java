package io.ocppgateway.cli.cost;

import io.ocppgateway.cli.price.Meter;
import io.ocppgateway.cli.price.Service;
import io.ocppgateway.cli.price.Use;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a person reads of a [Comparison].
///
/// @param comparison of two designs
/// @param detailed whether each meter has a line
public record CostReport(Comparison comparison, boolean detailed) {

  /// All of it, line by line.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.addAll(heading());
    lines.add("");
    lines.addAll(table());
    lines.add("");
    lines.addAll(limits());
    return lines;
  }

  private List<String> heading() {
    Habits habits = comparison.habits();
    Month month = comparison.month();
    StackSettings settings = comparison.ours().settings();
    return List.of(
        String.format(
            Locale.ROOT,
            "%,d charge points, %s, %s, told to beat every %d s: %s CALLs a second",
            month.chargePoints(),
            habits.profile().name(),
            habits.version().subprotocol(),
            habits.heartbeatInterval().toSeconds(),
            number(month.callsPerSecond())),
        "egress %s, architecture %s, TLS ends at %s, %s heartbeat records; %s; the sample %s%s"
            .formatted(
                settings.egress(),
                settings.tasks().architecture(),
                settings.tls(),
                settings.routing().heartbeatRecords() ? "with" : "without",
                tasks(comparison.ours()),
                tasks(comparison.sample()),
                comparison.sample().tasks(month) > SampleDesign.MOST_TASKS
                    ? ", where it scales to %d at most".formatted(SampleDesign.MOST_TASKS)
                    : ""),
        "list prices of %s, %s, in USD for a month of %.0f hours"
            .formatted(Meter.REGION, Meter.AS_OF, Month.HOURS));
  }

  private String tasks(Design design) {
    int tasks = design.tasks(comparison.month());
    return String.format(
        Locale.ROOT, "%,d %s of %s", tasks, tasks == 1 ? "task" : "tasks", design.task());
  }

  private List<String> table() {
    Use ours = comparison.use(comparison.ours());
    Use sample = comparison.use(comparison.sample());
    List<String> lines = new ArrayList<>();
    lines.add(row("", comparison.ours().name(), "share", comparison.sample().name()));
    for (Service service : Service.values()) {
      if (ours.usd(service).add(sample.usd(service)).signum() > 0) {
        lines.add(
            row(
                service.title(),
                usd(ours.usd(service)),
                percent(ours.usd(service).doubleValue() / ours.usd().doubleValue()),
                usd(sample.usd(service))));
        if (detailed) {
          lines.addAll(meters(service, ours, sample));
        }
      }
    }
    lines.add(row("together", usd(ours.usd()), "100 %", usd(sample.usd())));
    BigDecimal chargePoints = BigDecimal.valueOf(comparison.month().chargePoints());
    lines.add(
        row(
            "for each charge point",
            perEach(ours.usd(), chargePoints),
            "",
            perEach(sample.usd(), chargePoints)));
    lines.add(row("of what the sample costs", percent(comparison.ratio()), "", ""));
    return lines;
  }

  private static List<String> meters(Service service, Use ours, Use sample) {
    List<String> lines = new ArrayList<>();
    for (Meter meter : Meter.values()) {
      if (meter.service() == service && ours.of(meter) + sample.of(meter) > 0) {
        lines.add(row("  " + meter.unit(), units(ours.of(meter)), "", units(sample.of(meter))));
      }
    }
    return lines;
  }

  private List<String> limits() {
    List<String> lines = new ArrayList<>();
    lines.add("limits");
    for (Limit limit : new Limits(comparison.ours(), comparison.month()).all()) {
      lines.add("  %-5s %s".formatted(limit.isExceeded() ? "WARN" : "ok", limit.text()));
      if (limit.isExceeded()) {
        lines.add("        " + limit.advice());
      }
    }
    return lines;
  }

  private static String row(String what, String ours, String share, String sample) {
    return "%-36s %14s %7s %14s".formatted(what, ours, share, sample).stripTrailing();
  }

  private static String usd(BigDecimal amount) {
    return String.format(Locale.ROOT, "%,.2f", amount.setScale(2, RoundingMode.HALF_UP));
  }

  private static String perEach(BigDecimal amount, BigDecimal count) {
    return String.format(Locale.ROOT, "%,.4f", amount.divide(count, 4, RoundingMode.HALF_UP));
  }

  private static String units(double amount) {
    return String.format(Locale.ROOT, amount >= 1_000 ? "%,.0f" : "%,.1f", amount);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static String number(double amount) {
    return String.format(Locale.ROOT, amount >= 100 ? "%,.0f" : "%,.1f", amount);
  }
}
