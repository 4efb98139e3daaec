package io.ocppgateway.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.Nobody;
import io.ocppgateway.simulator.fleet.statistics.CallTotals;
import io.ocppgateway.simulator.fleet.statistics.FleetSnapshot;
import io.ocppgateway.simulator.fleet.statistics.Sample;
import io.ocppgateway.simulator.fleet.statistics.Standing;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 90, unit = TimeUnit.SECONDS)
class FleetIT {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private CountingCentralSystem csms;

  @BeforeEach
  void open() throws InterruptedException {
    csms = new CountingCentralSystem(Duration.ofSeconds(1));
  }

  @AfterEach
  void close() {
    csms.close();
  }

  @Test
  void chargePointsConnectNoFasterThanAskedFor() {
    long begun = System.nanoTime();
    RunningFleet fleet = Fleet.start(options(150).withConnectsPerSecond(50));

    awaitConnected(fleet, 150);
    fleet.stop().join();

    // Not faster; how even the pace is, a busy machine does not show, and PacerTest does.
    List<Long> connects = csms.connectedAtNanos.stream().sorted().toList();
    for (int before = 0; before < connects.size(); before++) {
      assertThat(Duration.ofNanos(connects.get(before) - begun))
          .isGreaterThan(Duration.ofSeconds(before).dividedBy(50));
    }
    assertThat(csms.paths).hasSize(150).contains("/CP001", "/CP150").doesNotHaveDuplicates();
  }

  @Test
  void faultsAreInAsManyChargePointsAsAskedFor() {
    RunningFleet fleet =
        Fleet.start(options(50).withFaults(List.of(new FaultShare("double-slash", 20))));

    awaitConnected(fleet, 50);
    fleet.stop().join();

    assertThat(csms.paths).filteredOn(path -> path.startsWith("//")).hasSize(10);
    assertThat(csms.paths).hasSize(50);
  }

  @Test
  void figuresOfTheReportAreThoseOfTheCentralSystem() {
    RunningFleet fleet =
        Fleet.start(
            options(60)
                .withVersions(List.of(OcppVersion.V1_6, OcppVersion.V2_0_1, OcppVersion.V2_1)));
    awaitConnected(fleet, 60);
    await().atMost(PATIENCE).until(() -> csms.calls("Heartbeat") > 200);

    FleetReport report = fleet.stop().join();

    assertThat(report.lostNothing()).isTrue();
    assertThat(report.failures()).isEmpty();
    long calls = csms.allCalls();
    assertThat(report.calls()).isEqualTo(new CallTotals(calls, calls, 0, 0, 0));
    assertThat(report.messages().sent()).isEqualTo(csms.received.get());
    assertThat(report.messages().received()).isEqualTo(csms.sent.get());
    csms.calls.forEach((action, count) ->
        assertThat(report.actions().get(action).calls().answered())
            .as(action)
            .isEqualTo(count.get()));
    assertThat(report.latency().count()).isGreaterThanOrEqualTo(calls);
    assertThat(report.latency().p50()).isPositive();
    assertThat(report.samples().stream().mapToLong(Sample::sent).sum()).isEqualTo(calls);
    assertThat(report.connections().opened()).isEqualTo(60);
    assertThat(report.connections().most()).isEqualTo(60);
    assertThat(report.cost().cpu()).isPositive();
    assertThat(report.cost().mostHeapBytes()).isPositive();
  }

  @Test
  void everyChargePointSaysGoodbye() {
    RunningFleet fleet = Fleet.start(options(100));
    awaitConnected(fleet, 100);

    fleet.stop().join();

    assertThat(fleet.snapshot().chargePoints()).isEqualTo(new Standing(0, 0, 0, 0, 0, 100));
    // Nobody waits for ever for a central system's goodbye: it may still have some to read.
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(csms.closes.get(1000)).hasValue(100));
    assertThat(csms.closes).containsOnlyKeys(1000);
  }

  @Test
  void connectionsGoOutFromAllAddresses() throws Exception {
    List<InetAddress> addresses =
        List.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("127.0.0.2"));
    RunningFleet fleet = Fleet.start(options(20).withSourceAddresses(addresses));
    awaitConnected(fleet, 20);

    fleet.stop().join();

    assertThat(csms.peers).filteredOn("127.0.0.1"::equals).hasSize(10);
    assertThat(csms.peers).filteredOn("127.0.0.2"::equals).hasSize(10);
  }

  @Test
  void fleetEndsWhenItsDurationIsOver() {
    RunningFleet fleet = Fleet.start(options(5).withDuration(Duration.ofSeconds(2)));

    FleetReport report = fleet.ended().join();

    assertThat(report.duration()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(20));
    assertThat(report.lostNothing()).isTrue();
  }

  @Test
  void whoStopsAFleetThatHasEndedGetsItsReport() {
    RunningFleet fleet = Fleet.start(options(1).withDuration(Duration.ofSeconds(1)));
    FleetReport report = fleet.ended().join();

    await().atMost(PATIENCE).until(FleetIT::noFleetHasAThread);

    assertThat(fleet.stop().join()).isEqualTo(report);
  }

  @Test
  void stopInTheMiddleOfTheRampEndsThoseThatHaveStarted() {
    RunningFleet fleet = Fleet.start(options(1000).withConnectsPerSecond(20));
    await().atMost(PATIENCE).until(() -> csms.connectedAtNanos.size() >= 10);

    FleetReport report = fleet.stop().join();

    Standing standing = fleet.snapshot().chargePoints();
    assertThat(standing.ended() + standing.planned()).isEqualTo(1000);
    assertThat(standing.ended()).isBetween(10, 200);
    assertThat(report.lostNothing()).isTrue();
  }

  @Test
  void stallShowsInTheReport() {
    RunningFleet fleet = Fleet.start(options(20));
    await().atMost(PATIENCE).until(() -> csms.calls("Heartbeat") > 60);

    csms.stall(Duration.ofSeconds(1));
    await().atMost(PATIENCE).until(() -> csms.calls("Heartbeat") > 120);
    FleetReport report = fleet.stop().join();

    assertThat(report.latency().p99()).isGreaterThan(Duration.ofMillis(500));
    assertThat(report.samples()).anyMatch(sample -> sample.p99().toMillis() > 500);
  }

  @Test
  void refusalIsAFailureAndNoLoss() {
    csms.refuses("Heartbeat");
    RunningFleet fleet = Fleet.start(options(5));
    await().atMost(PATIENCE).until(() -> csms.calls("Heartbeat") > 10);

    FleetReport report = fleet.stop().join();

    assertThat(report.actions().get("Heartbeat").calls().failed())
        .isEqualTo(csms.calls("Heartbeat"));
    assertThat(report.failures())
        .containsEntry("Heartbeat answered with NotImplemented", csms.calls("Heartbeat"));
    assertThat(report.lostNothing()).isTrue();
  }

  @Test
  void silenceIsALossAndTheEndWaitsForIt() {
    RunningFleet fleet = Fleet.start(options(3));
    await().atMost(PATIENCE).until(() -> csms.calls("Heartbeat") > 3);
    csms.leavesUnanswered("Heartbeat");
    await().atMost(PATIENCE).until(() -> fleet.snapshot().calls().inFlight() == 3);

    FleetReport report = fleet.stop().join();

    assertThat(report.calls().lost()).isEqualTo(3);
    assertThat(report.lostNothing()).isFalse();
    assertThat(report.latency().max()).isGreaterThan(Duration.ofSeconds(29));
  }

  @Test
  void brokenConnectionsAreMadeAgain() {
    RunningFleet fleet = Fleet.start(options(30));
    awaitConnected(fleet, 30);

    csms.breakConnections();
    await().atMost(PATIENCE).until(() -> csms.connectedAtNanos.size() == 60);
    awaitConnected(fleet, 30);
    FleetReport report = fleet.stop().join();

    assertThat(report.connections().opened()).isEqualTo(60);
    assertThat(report.connections().reconnects()).isEqualTo(30);
    // Whose CALL was on its way when its connection broke may hear besides that it was reset.
    assertThat(
            report.failures().entrySet().stream()
                .filter(failure -> failure.getKey().startsWith("closed with 1006"))
                .mapToLong(Map.Entry::getValue)
                .sum())
        .isEqualTo(30);
    assertThat(report.calls().lost()).isZero();
  }

  @Test
  void nobodyListeningIsTriedAgainAndNamed() throws Exception {
    try (Nobody nobody = new Nobody()) {
      RunningFleet fleet = Fleet.start(FleetOptions.of(nobody.url(), 10));

      await()
          .atMost(PATIENCE)
          .until(
              () -> fleet.snapshot().failures().values().stream().anyMatch(times -> times >= 20));
      FleetSnapshot snapshot = fleet.snapshot();
      FleetReport report = fleet.stop().join();

      assertThat(snapshot.chargePoints().connected()).isZero();
      assertThat(report.failures()).hasSize(1);
      assertThat(report.failures().firstKey()).contains("refused");
      assertThat(report.lostNothing()).isTrue();
    }
  }

  private FleetOptions options(int size) {
    return FleetOptions.of(csms.url(), size);
  }

  private static void awaitConnected(RunningFleet fleet, int size) {
    await().atMost(PATIENCE).until(() -> fleet.snapshot().chargePoints().connected() == size);
  }

  private static boolean noFleetHasAThread() {
    return Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().startsWith("fleet-"));
  }
}
