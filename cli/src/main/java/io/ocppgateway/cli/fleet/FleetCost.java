package io.ocppgateway.cli.fleet;

import io.ocppgateway.cli.fleet.report.Figures;
import io.ocppgateway.cli.price.Meter;
import io.ocppgateway.cli.price.Use;
import io.ocppgateway.simulator.fleet.FleetOptions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a fleet would cost that runs against the stack as it is deployed: each CALL is published,
/// triggers two rules, is answered by a function, and the answer is published and delivered.
///
/// @param plan of the fleet
/// @param registers whether things are created and removed for it
public record FleetCost(FleetPlan plan, boolean registers) {

  private static final double SECONDS_PER_HOUR = 3_600;
  private static final double MINUTES_PER_HOUR = 60;

  /// The CALL, the answer as it is published, and as it is delivered.
  private static final double MESSAGES_PER_CALL = 3;

  /// All frames, and the example that records Heartbeats; both match each frame.
  private static final double RULES_PER_CALL = 2;

  /// Assumed, not measured: 20 ms of a function with 1 GB.
  private static final double GB_SECONDS_PER_CALL = 0.02;

  /// The time of the last Heartbeat.
  private static final double WRITES_PER_HEARTBEAT = 1;

  /// The CALL is claimed, and its answer stored.
  private static final double WRITES_PER_OTHER_CALL = 2;

  /// Assumed: every second CALL that is no Heartbeat is a StatusNotification, which reads a shadow
  /// and writes it.
  private static final double SHADOWS_PER_OTHER_CALL = 1;

  /// MQTT's CONNECT and SUBSCRIBE.
  private static final double MESSAGES_PER_CONNECT = 2;

  /// BootNotification and StatusNotification.
  private static final double CALLS_AT_START = 2;

  /// Two shadows are read and written, and the charge point is looked up.
  private static final double REGISTRY_AT_START = 5;

  /// The thing is created; its two shadows are listed and deleted, and so is the thing.
  private static final double REGISTRY_FOR_REGISTRATION = 5;

  /// The CALLs of all charge points in an hour, without those of the start.
  double callsPerHour() {
    return plan.options().versions().stream()
            .mapToDouble(
                version -> plan.options().profile().callsPerHour(version, plan.heartbeatInterval()))
            .average()
            .orElse(0)
        * plan.options().size();
  }

  /// What an hour uses when all are connected.
  Use perHour() {
    double heartbeats = heartbeatsPerHour() * plan.options().size();
    double others = Math.max(0, callsPerHour() - heartbeats);
    return calls(heartbeats, others)
        .plus(
            new Use(
                Map.of(
                    Meter.IOT_CONNECTION_MINUTES, MINUTES_PER_HOUR * plan.options().size(),
                    Meter.IOT_REGISTRY_AND_SHADOW, SHADOWS_PER_OTHER_CALL * others)));
  }

  /// What is used once, to begin and to end with.
  Use once() {
    double size = plan.options().size();
    double registry = REGISTRY_AT_START + (registers ? REGISTRY_FOR_REGISTRATION : 0);
    return calls(0, CALLS_AT_START * size)
        .plus(
            new Use(
                Map.of(
                    Meter.IOT_MESSAGES, MESSAGES_PER_CONNECT * size,
                    Meter.IOT_REGISTRY_AND_SHADOW, registry * size)));
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
                "  %,14.0f  %-32s %10s USD",
                perHour.of(meter),
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
        "At %s's list prices of %s, %s, a Heartbeat each %s and 20 ms of a function for each CALL."
            .formatted(
                Meter.REGION,
                Meter.AS_OF,
                "without free tier",
                Figures.span(plan.heartbeatInterval())));
    lines.add("Load balancer, gateways, NAT and logs are not in it.");
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

  private Use calls(double heartbeats, double others) {
    double calls = heartbeats + others;
    Map<Meter, Double> units = new EnumMap<>(Meter.class);
    units.put(Meter.IOT_MESSAGES, MESSAGES_PER_CALL * calls);
    units.put(Meter.IOT_RULES_TRIGGERED, RULES_PER_CALL * calls);
    units.put(Meter.IOT_ACTIONS, RULES_PER_CALL * calls);
    units.put(Meter.LAMBDA_REQUESTS, calls);
    units.put(Meter.LAMBDA_GB_SECONDS, GB_SECONDS_PER_CALL * calls);
    units.put(
        Meter.DYNAMODB_WRITES, WRITES_PER_HEARTBEAT * heartbeats + WRITES_PER_OTHER_CALL * others);
    return new Use(units);
  }

  private double heartbeatsPerHour() {
    return SECONDS_PER_HOUR
        / plan.options().profile().heartbeatInterval(plan.heartbeatInterval()).toSeconds();
  }

  /// To the cent, but not to nothing.
  private static String usd(BigDecimal amount) {
    return amount.compareTo(new BigDecimal("0.1")) >= 0
        ? String.format(Locale.ROOT, "%,.2f", amount.setScale(2, RoundingMode.HALF_UP))
        : String.format(Locale.ROOT, "%.4f", amount.setScale(4, RoundingMode.HALF_UP));
  }
}
