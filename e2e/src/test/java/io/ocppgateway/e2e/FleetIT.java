package io.ocppgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.local.usage.FunctionUsage;
import io.ocppgateway.local.usage.RuleUsage;
import io.ocppgateway.local.usage.TopicGroup;
import io.ocppgateway.local.usage.Usage;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.behaviour.Profile;
import io.ocppgateway.simulator.behaviour.Span;
import io.ocppgateway.simulator.behaviour.Use;
import io.ocppgateway.simulator.fleet.Fleet;
import io.ocppgateway.simulator.fleet.FleetOptions;
import io.ocppgateway.simulator.fleet.FleetReport;
import io.ocppgateway.simulator.fleet.statistics.ActionTotals;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/// A fleet through the whole local stack: nothing is lost, and both sides have counted the same.
@Isolated
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FleetIT {

  /// What a slow machine answers in a fraction of the 30 s after which a CALL is lost: 300 took it
  /// 21 s.
  private static final int SIZE = 100;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// One session after the other, in seconds instead of minutes.
  private static final Profile BUSY_IN_SECONDS =
      Profile.BUSY.withUse(
          new Use.Sessions(
              new Span(Duration.ofSeconds(2), Duration.ofSeconds(20)),
              new Span(Duration.ofSeconds(4), Duration.ofSeconds(16)),
              Duration.ofSeconds(2),
              Duration.ofSeconds(5),
              50_000));

  @Test
  void fleetLosesNothingAndAgreesWithTheCloudOnEveryFigure() {
    FleetOptions options =
        FleetOptions.of(URI.create("ws://localhost"), SIZE)
            .withIdPrefix("FLEET-")
            .withVersions(Arrays.asList(OcppVersion.values()))
            .withProfile(BUSY_IN_SECONDS)
            .withConnectsPerSecond(30)
            .withDuration(Duration.ofSeconds(30));
    List<String> identities = options.ids().map(ChargePointId::identity).toList();
    try (Stack stack = Stack.start("fleet-stack", 1, identities)) {

      FleetReport report = Fleet.start(options.withUrl(URI.create(stack.url()))).ended().join();

      assertThat(report.lostNothing()).as("%s", report.failures()).isTrue();
      assertThat(report.calls().cutOff()).isZero();
      assertThat(report.calls().inFlight()).isZero();
      assertThat(report.connections().opened()).isEqualTo(SIZE);
      assertThat(report.connections().most()).isEqualTo(SIZE);
      assertThat(report.actions().get("BootNotification").calls().answered()).isEqualTo(SIZE);
      assertThat(report.latency().p50()).isPositive();
      await().atMost(PATIENCE).untilAsserted(() -> assertAgree(report, stack.local().usage()));
      assertThat(stack.local().deadLetters()).isEmpty();
    }
  }

  /// What the cloud does beside a CALL's way may end a little after the answer.
  private static void assertAgree(FleetReport report, Usage usage) {
    // The gateway has tried the broker by a connection of its own.
    long connects = report.connections().opened() + 1;
    assertThat(usage.connections().connects()).isEqualTo(connects);
    assertThat(usage.connections().open()).isZero();
    assertThat(usage.published(TopicGroup.IN)).isEqualTo(report.messages().sent());
    assertThat(usage.published(TopicGroup.OUT)).isEqualTo(report.messages().received());
    assertThat(usage.delivered(TopicGroup.OUT)).isEqualTo(report.messages().received());
    assertThat(usage.droppedInAll()).isZero();
    ActionTotals heartbeats = report.actions().get("Heartbeat");
    assertThat(usage.rules())
        .extracting(RuleUsage::matched)
        .containsExactlyInAnyOrder(
            report.messages().sent(), heartbeats.calls().sent(), 2 * connects, 0L);
    assertThat(usage.rules()).extracting(RuleUsage::failures).containsOnly(0L);
    assertThat(usage.functions())
        .extracting(FunctionUsage::invocations)
        .containsExactlyInAnyOrder(report.messages().sent(), 2 * connects, 0L);
    assertThat(usage.functions()).extracting(FunctionUsage::errors).containsOnly(0L);
  }
}
