package io.ocppgateway.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.gateway.peer.FakeAws;
import io.ocppgateway.gateway.peer.Footprint;
import io.ocppgateway.gateway.peer.FreePorts;
import io.ocppgateway.gateway.peer.GatewayProcess;
import io.ocppgateway.gateway.peer.Mosquitto;
import io.ocppgateway.gateway.peer.Stampede;
import io.ocppgateway.gateway.peer.TestBackend;
import io.ocppgateway.gateway.peer.TestChargePoint;
import io.ocppgateway.gateway.peer.TestFleet;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Faults of the gateway's own process and of its machine.
final class GatewayFaultsIT {

  private static final int FLEET = 500;
  private static final int NOBODYS_PORT = 1;

  @TempDir static Path directory;

  @Test
  void chargePointsOfAKilledGatewayComeBackAndNothingThatWasAnsweredIsLost() throws Exception {
    try (FakeAws aws = new FakeAws();
        Mosquitto mosquitto = Mosquitto.start(directory);
        TestBackend backend = TestBackend.start(mosquitto.port());
        GatewayProcess killed = GatewayProcess.start(directory, environment(aws, mosquitto))) {
      AtomicReference<Integer> port = new AtomicReference<>(killed.awaitReadyPort());
      try (TestFleet fleet = TestFleet.start(FLEET, port::get)) {
        fleet.awaitNewAnswers();
        Footprint before = Footprint.of(killed);

        // Its own may be somebody else's then.
        port.set(NOBODYS_PORT);
        killed.kill();
        try (GatewayProcess next = GatewayProcess.start(directory, environment(aws, mosquitto))) {
          port.set(next.awaitReadyPort());
          fleet.awaitNewAnswers();
          backend.commandByTurns(fleet.identities(), 200);
          await().atMost(Duration.ofSeconds(60)).until(() -> backend.outcomes().size() >= FLEET);
          backend.stopCommanding();

          assertThat(fleet.cuts()).isEqualTo(FLEET);
          assertThat(fleet.silences()).isZero();
          assertThat(backend.unseenOf(fleet.answeredCalls())).isEmpty();
          await().untilAsserted(() -> assertThat(backend.withoutOutcome()).isEmpty());
          assertThat(backend.outcomes().values()).containsOnly("answered");
          await()
              .atMost(Duration.ofSeconds(60))
              .untilAsserted(() -> assertThat(Footprint.of(next)).matches(before::isLike));
        }
      }
    }
  }

  @Test
  void ofAThousandConnectionsOfOneChargePointOneRemains() throws Exception {
    try (FakeAws aws = new FakeAws();
        Mosquitto mosquitto = Mosquitto.start(directory);
        TestBackend backend = TestBackend.start(mosquitto.port());
        GatewayProcess gateway = GatewayProcess.start(directory, environment(aws, mosquitto))) {
      int port = gateway.awaitReadyPort();
      warmUp(port);
      Footprint before = Footprint.of(gateway);

      try (Stampede stampede = Stampede.of(1_000, port, "FLEET0")) {
        stampede.awaitOneLeft();

        assertThat(stampede.untold()).as("connections that ended without a word").isZero();
        assertThat(stampede.codes()).containsOnlyKeys(1000);
        assertThat(stampede.statuses()).isSubsetOf("HTTP/1.1 409 Conflict");
        stampede.theOneThatIsLeft().sendText("[2,\"still here\",\"Heartbeat\",{}]");
        await().until(() -> backend.hasSeen("still here"));
        String command = backend.command("FLEET0");
        await().until(() -> backend.outcomes().containsKey(command));
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(Footprint.of(gateway)).matches(before::isLike));
    }
  }

  /// As where a container's log fills its disk.
  @Test
  void gatewayWhoseLogGoesNowhereServes() throws Exception {
    int port = FreePorts.next();
    try (FakeAws aws = new FakeAws();
        Mosquitto mosquitto = Mosquitto.start(directory);
        TestBackend backend = TestBackend.start(mosquitto.port())) {
      Map<String, String> environment = environment(aws, mosquitto);
      environment.put(GatewayEnvironment.PORT, Integer.toString(port));
      try (GatewayProcess gateway =
              GatewayProcess.startLoggingTo(Path.of("/dev/full"), environment);
          TestFleet fleet = TestFleet.start(20, () -> port)) {
        fleet.awaitNewAnswers();
        Footprint level = Footprint.of(gateway);
        // Each of them is a line twice.
        for (int i = 0; i < 300; i++) {
          TestChargePoint.connect(port, "FLEET-OTHER").close();
        }
        fleet.awaitNewAnswers();
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(Footprint.of(gateway)).matches(level::isLike));

        gateway.terminate();

        assertThat(gateway.awaitExit()).isZero();
        assertThat(fleet.goodbyes()).isEqualTo(Map.of(1012, 20));
        assertThat(fleet.silences()).isZero();
        assertThat(backend.unseenOf(fleet.answeredCalls())).isEmpty();
      }
    }
  }

  /// What a gateway holds after its first charge points, all its code loaded.
  private static void warmUp(int port) throws Exception {
    try (TestFleet fleet = TestFleet.start(20, () -> port)) {
      fleet.awaitNewAnswers();
    }
  }

  private static Map<String, String> environment(FakeAws aws, Mosquitto mosquitto) {
    return GatewayProcess.environment(aws.url(), "mqtt://127.0.0.1:" + mosquitto.port());
  }
}
