package io.ocppgateway.cli.fleet;

import io.ocppgateway.cli.cost.Events;
import io.ocppgateway.cli.cost.Habits;
import io.ocppgateway.cli.cost.MessageWay;
import io.ocppgateway.cli.cost.RoutingSettings;
import io.ocppgateway.cli.fleet.report.Figures;
import io.ocppgateway.cli.price.Meter;
import io.ocppgateway.cli.price.Use;
import io.ocppgateway.simulator.fleet.FleetOptions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a fleet would cost that runs against the stack as it is deployed: each CALL is published,
/// triggers two rules, is answered by a function, and the answer is published and delivered.
///
/// @param plan of the fleet
/// @param registers whether things are created and removed for it
public record FleetCost(FleetPlan plan, boolean registers) {

  private static final MessageWay WAY = MessageWay.of(RoutingSettings.STANDARD);
  private static final double SECONDS_PER_HOUR = 3_600;

  /// The thing is created; its two shadows are listed and deleted, and so is the thing.
  private static final double REGISTRY_FOR_REGISTRATION = 5;

  /// The CALLs of all charge points in an hour, without those of the start.
  double callsPerHour() {
    return eventsPerHour().calls();
  }

  /// What an hour uses when all are connected.
  Use perHour() {
    return WAY.of(eventsPerHour());
  }

  /// What is used once, to begin and to end with: each connects, boots and tells its status.
  Use once() {
    double size = plan.options().size();
    return WAY.of(new Events(size, 0, size, 0, size, 0))
        .and(Meter.IOT_REGISTRY_AND_SHADOW, registers ? REGISTRY_FOR_REGISTRATION * size : 0);
  }

  private Events eventsPerHour() {
    FleetOptions options = plan.options();
    int versions = options.versions().size();
    return options.versions().stream()
        .map(version ->
            new Habits(options.profile(), version, plan.heartbeatInterval(), 0, 0)
                .perHour(options.size())
                .times(1.0 / versions))
        .reduce(Events.NONE, Events::plus);
  }

  /// What is shown before such a fleet starts.
  public List<String> lines() {
    FleetOptions options = plan.options();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s is not on this machine. If it is a stack in AWS, an hour of this fleet costs there:"
            .formatted(options.url().getHost()));
    Use perHour = perHour();
    for (Meter meter : Meter.values()) {
      if (perHour.of(meter) > 0) {
        lines.add(
            String.format(
                Locale.ROOT,
                "  %14s  %-32s %10s USD",
                units(perHour.of(meter)),
                meter.unit(),
                usd(meter.usd(perHour.of(meter)))));
      }
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "  %,14.0f  %-32s %10s USD per hour",
            2 * callsPerHour(),
            "OCPP messages, both ways",
            usd(perHour.usd())));
    lines.add(
        String.format(
            Locale.ROOT,
            "  %14s  %-32s %10s USD",
            "once",
            "connecting, booting" + registration(),
            usd(once().usd())));
    lines.add(total());
    lines.add(
        "At %s's list prices of %s, %s, a Heartbeat each %s."
            .formatted(
                Meter.REGION,
                Meter.AS_OF,
                "without free tier",
                Figures.span(plan.heartbeatInterval())));
    lines.add("Load balancer, gateways and NAT are not in it: see ./cpo cost.");
    return lines;
  }

  private String total() {
    if (plan.options().duration().equals(FleetOptions.UNTIL_STOPPED)) {
      return "It runs until it is stopped: give --for to bound the cost.";
    }
    Duration duration = plan.options().duration();
    double hours = duration.toSeconds() / SECONDS_PER_HOUR;
    return "Together about %s USD for %s."
        .formatted(usd(perHour().times(hours).plus(once()).usd()), Figures.span(duration));
  }

  private String registration() {
    return registers ? ", registering" : "";
  }

  /// Whole ones, but where they are few.
  private static String units(double amount) {
    return String.format(Locale.ROOT, amount < 10 ? "%.3f" : "%,.0f", amount);
  }

  /// To the cent, but not to nothing.
  private static String usd(BigDecimal amount) {
    return amount.compareTo(new BigDecimal("0.1")) >= 0
        ? String.format(Locale.ROOT, "%,.2f", amount.setScale(2, RoundingMode.HALF_UP))
        : String.format(Locale.ROOT, "%.4f", amount.setScale(4, RoundingMode.HALF_UP));
  }
}
