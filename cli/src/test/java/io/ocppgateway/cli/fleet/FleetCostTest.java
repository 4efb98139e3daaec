package io.ocppgateway.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ocppgateway.cli.fleet.report.Fleets;
import io.ocppgateway.cli.price.Meter;
import io.ocppgateway.simulator.fleet.FleetOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is told before a fleet leaves this machine.
class FleetCostTest {

  private static final Duration INTERVAL = Duration.ofMinutes(5);

  @Test
  void heartbeatsUseWhatTheTemplateDoesWithThem() {
    FleetCost cost = new FleetCost(plan(Fleets.OPTIONS), false);

    var use = cost.perHour();

    assertThat(cost.callsPerHour()).isEqualTo(60_000);
    assertThat(use.of(Meter.IOT_CONNECTION_MINUTES)).isEqualTo(300_000);
    assertThat(use.of(Meter.IOT_MESSAGES)).isEqualTo(180_000);
    assertThat(use.of(Meter.IOT_RULES_TRIGGERED)).isEqualTo(120_000);
    assertThat(use.of(Meter.LAMBDA_REQUESTS)).isEqualTo(60_000);
    assertThat(use.of(Meter.DYNAMODB_WRITES)).isEqualTo(60_000);
    assertThat(use.usd().doubleValue()).isCloseTo(0.2953, within(0.0001));
  }

  @Test
  void priceIsNamedPerHourAndForTheTimeThatIsAsked() {
    List<String> lines = new FleetCost(plan(Fleets.OPTIONS), true).lines();

    assertThat(String.join("\n", lines))
        .contains("localhost is not on this machine")
        .containsPattern("120,000 +OCPP messages, both ways +0\\.30 USD per hour")
        .containsPattern("once +connecting, booting, registering")
        .containsPattern("Together about 0\\.\\d\\d USD for 10m\\.")
        .contains("us-east-1", "November 2026", "a Heartbeat each 5m");
  }

  @Test
  void fleetWithoutAnEndIsSaidToBeOne() {
    FleetOptions endless = Fleets.OPTIONS.withDuration(FleetOptions.UNTIL_STOPPED);

    assertThat(new FleetCost(plan(endless), false).lines())
        .contains("It runs until it is stopped: give --for to bound the cost.");
  }

  private static FleetPlan plan(FleetOptions options) {
    return new FleetPlan(options, INTERVAL, List.of());
  }
}
