package io.ocppgateway.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.gateway.peer.FakeAws;
import io.ocppgateway.gateway.peer.GatewayProcess;
import io.ocppgateway.gateway.peer.HaProxy;
import io.ocppgateway.gateway.peer.HaProxy.Target;
import io.ocppgateway.gateway.peer.Mosquitto;
import io.ocppgateway.gateway.peer.TestBackend;
import io.ocppgateway.gateway.peer.TestFleet;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two gateways as two processes behind a load balancer, and a fleet that talks all the time.
final class TwoGatewaysIT {

  private static final int FLEET = 300;

  @TempDir static Path directory;

  @Test
  void drainedGatewayHandsItsChargePointsOverAndLeavesNoCallHanging() throws Exception {
    try (FakeAws aws = new FakeAws();
        Mosquitto mosquitto = Mosquitto.start(directory);
        TestBackend backend = TestBackend.start(mosquitto.port());
        GatewayProcess leaving = start(aws, mosquitto);
        GatewayProcess staying = start(aws, mosquitto);
        HaProxy loadBalancer =
            HaProxy.start(directory, "send-proxy-v2", List.of(target(leaving), target(staying)));
        TestFleet fleet = TestFleet.start(FLEET, loadBalancer::port)) {
      fleet.awaitNewAnswers();
      backend.commandByTurns(fleet.identities(), 100);

      leaving.terminate();
      int exitCode = leaving.awaitExit();
      fleet.awaitNewAnswers();
      backend.stopCommanding();

      assertThat(exitCode).isZero();
      assertThat(fleet.goodbyes()).containsOnlyKeys(1012);
      assertThat(fleet.goodbyes().get(1012)).isBetween(FLEET / 5, 4 * FLEET / 5);
      assertThat(fleet.cuts()).as("WebSockets that ended without a goodbye").isZero();
      assertThat(fleet.silences()).as("CALLs without an answer").isZero();
      assertThat(backend.unseenOf(fleet.answeredCalls())).isEmpty();
      await()
          .atMost(Duration.ofSeconds(35))
          .untilAsserted(() -> assertThat(backend.withoutOutcome()).isEmpty());
      assertThat(Set.copyOf(backend.outcomes().values())).isSubsetOf("answered", "DISCONNECTED");
      assertThat(staying.openFiles()).isGreaterThan(2 * FLEET);
    }
  }

  @Test
  void secondSignalEndsTheGatewayAtOnce() throws Exception {
    Map<String, String> patient =
        Map.of(
            GatewayEnvironment.DRAIN_SECONDS, "60", GatewayEnvironment.DRAIN_NOTICE_SECONDS, "60");
    try (FakeAws aws = new FakeAws();
        Mosquitto mosquitto = Mosquitto.start(directory);
        GatewayProcess gateway = start(aws, mosquitto, patient)) {
      gateway.awaitPort();
      gateway.terminate();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> gateway.log().contains("gateway is draining"));

      gateway.terminate();

      assertThat(gateway.awaitExit()).isEqualTo(15);
    }
  }

  private static GatewayProcess start(FakeAws aws, Mosquitto mosquitto) throws Exception {
    return start(
        aws,
        mosquitto,
        Map.of(
            GatewayEnvironment.DRAIN_SECONDS, "6", GatewayEnvironment.DRAIN_NOTICE_SECONDS, "1"));
  }

  private static GatewayProcess start(
      FakeAws aws, Mosquitto mosquitto, Map<String, String> settings) throws Exception {
    Map<String, String> environment =
        GatewayProcess.environment(aws.url(), "mqtt://127.0.0.1:" + mosquitto.port());
    environment.put(GatewayEnvironment.PROXY_PROTOCOL_FROM, "127.0.0.0/8");
    environment.putAll(settings);
    return GatewayProcess.start(directory, environment);
  }

  private static Target target(GatewayProcess gateway) {
    return new Target(gateway.awaitPort(), gateway.awaitHealthPort());
  }
}
