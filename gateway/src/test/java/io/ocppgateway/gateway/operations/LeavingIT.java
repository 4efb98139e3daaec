package io.ocppgateway.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.gateway.TestGateway;
import io.ocppgateway.gateway.peer.Mosquitto;
import io.ocppgateway.gateway.peer.MqttObserver;
import io.ocppgateway.gateway.peer.TestChargePoint;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A charge point whose gateway leaves while something is under way.
final class LeavingIT {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Map<String, String> SETTINGS =
      Map.of(GatewayEnvironment.DRAIN_SECONDS, "20", GatewayEnvironment.DRAIN_NOTICE_SECONDS, "0");

  @TempDir static Path directory;

  @Test
  void commandInFlightIsAnsweredAndNoOtherIsSent() throws Exception {
    try (Mosquitto mosquitto = Mosquitto.start(directory);
        MqttObserver answers = MqttObserver.watch(mosquitto.port(), "CP1/in");
        MqttObserver undelivered = MqttObserver.watch(mosquitto.port(), "CP1/undelivered");
        TestGateway gateway = TestGateway.start(url(mosquitto), SETTINGS);
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1")) {
      await()
          .until(() -> {
            answers.publish("CP1/out", command("first"));
            return chargePoint.hasSomething();
          });
      assertThat(chargePoint.nextText()).isEqualTo(command("first"));

      CompletableFuture<Void> drained = CompletableFuture.runAsync(gateway::drain);
      answers.publish("CP1/out", command("second"));
      String notice = undelivered.nextText();
      chargePoint.sendText("[3,\"first\",{}]");

      assertThat(notice).contains("second", "DISCONNECTED");
      assertThat(answers.nextText()).isEqualTo("[3,\"first\",{}]");
      assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1012);
      assertThat(drained).succeedsWithin(SOON);
    }
  }

  @Test
  void ownCallIsAnsweredBeforeTheGoodbye() throws Exception {
    try (Mosquitto mosquitto = Mosquitto.start(directory);
        MqttObserver backend = MqttObserver.watch(mosquitto.port(), "CP1/in");
        TestGateway gateway = TestGateway.start(url(mosquitto), SETTINGS);
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1")) {
      chargePoint.sendText("[2,\"1\",\"Heartbeat\",{}]");
      backend.nextText();

      CompletableFuture<Void> drained = CompletableFuture.runAsync(gateway::drain);
      chargePoint.expectNothingFor(Duration.ofMillis(500));
      backend.publish("CP1/out", "[3,\"1\",{}]");

      assertThat(chargePoint.nextText()).isEqualTo("[3,\"1\",{}]");
      assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1012);
      assertThat(drained).succeedsWithin(SOON);
    }
  }

  @Test
  void whoDoesNotAnswerIsNotWaitedForLongerThanACommandMayTake() throws Exception {
    Map<String, String> impatient =
        Map.of(
            GatewayEnvironment.DRAIN_SECONDS, "20",
            GatewayEnvironment.DRAIN_NOTICE_SECONDS, "0",
            GatewayEnvironment.COMMAND_TIMEOUT_SECONDS, "1");
    try (Mosquitto mosquitto = Mosquitto.start(directory);
        MqttObserver backend = MqttObserver.watch(mosquitto.port(), "CP1/in");
        TestGateway gateway = TestGateway.start(url(mosquitto), impatient);
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1")) {
      chargePoint.sendText("[2,\"1\",\"Heartbeat\",{}]");
      backend.nextText();

      CompletableFuture<Void> drained = CompletableFuture.runAsync(gateway::drain);

      assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1012);
      assertThat(drained).succeedsWithin(SOON);
    }
  }

  @Test
  void newChargePointsAreTakenUntilTheNoticeIsOver() throws Exception {
    Map<String, String> noticed =
        Map.of(GatewayEnvironment.DRAIN_SECONDS, "4", GatewayEnvironment.DRAIN_NOTICE_SECONDS, "2");
    try (Mosquitto mosquitto = Mosquitto.start(directory);
        TestGateway gateway = TestGateway.start(url(mosquitto), noticed)) {
      CompletableFuture<Void> drained = CompletableFuture.runAsync(gateway::drain);

      try (TestChargePoint late = TestChargePoint.connect(gateway.port(), "CP1")) {
        assertThat(late.nextClose().closeCode()).isEqualTo(1012);
      }

      assertThat(drained).succeedsWithin(SOON);
    }
  }

  private static String command(String id) {
    return "[2,\"%s\",\"Reset\",{}]".formatted(id);
  }

  private static String url(Mosquitto mosquitto) {
    return "mqtt://127.0.0.1:" + mosquitto.port();
  }
}
