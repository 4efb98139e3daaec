package io.ocppgateway.gateway.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.gateway.peer.FakeAws;
import io.ocppgateway.gateway.peer.GatewayProcess;
import io.ocppgateway.gateway.peer.Mosquitto;
import io.ocppgateway.gateway.peer.MqttObserver;
import io.ocppgateway.gateway.peer.TestChargePoint;
import io.ocppgateway.gateway.peer.TestChargePoint.Received;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The jar as a process: AWS asked, frames carried, SIGTERM obeyed.
final class ProcessIT {

  private static final String HEARTBEAT = "[2,\"1\",\"Heartbeat\",{}]";
  private static final String ANSWER = "[3,\"1\",{}]";

  @TempDir static Path directory;

  @Test
  void chargePointsOfTheAccountAreServedUntilSigterm() throws Exception {
    try (FakeAws aws = new FakeAws();
        Mosquitto mosquitto = Mosquitto.start(directory);
        MqttObserver _ = MqttObserver.answering(mosquitto.port(), "THING", ANSWER);
        GatewayProcess process =
            GatewayProcess.start(
                directory,
                GatewayProcess.environment(
                    aws.url(), "ws://127.0.0.1:" + mosquitto.webSocketPort()))) {
      int port = process.awaitPort();
      TestChargePoint tabled = TestChargePoint.connect(port, "TABLED");
      TestChargePoint thing = TestChargePoint.connect(port, "THING");
      TestChargePoint disabled = TestChargePoint.connect(port, "OFF");
      TestChargePoint stranger = TestChargePoint.connect(port, "NOBODY");
      thing.sendText(HEARTBEAT);
      assertThat(thing.nextText()).isEqualTo(ANSWER);
      assertThat(disabled.nextClose().closeReason()).isEqualTo("Charge Point OFF is disabled");
      assertThat(stranger.nextClose().closeReason())
          .isEqualTo("Charge Point NOBODY not registered as an IoT Thing");
      assertThat(aws.thingLookUps()).as("asked only about who is not in the table").isEqualTo(2);
      aws.throttleThings();
      assertThat(refusalOf(port, "/THROTTLED")).startsWith("HTTP/1.1 503 ");
      aws.breakDown();
      assertThat(refusalOf(port, "/ANYBODY")).startsWith("HTTP/1.1 503 ");

      process.terminate();

      Received goodbye = thing.nextClose();
      assertThat(goodbye.closeCode()).isEqualTo(1012);
      assertThat(tabled.nextClose().closeCode()).isEqualTo(1012);
      assertThat(process.awaitExit()).isZero();
      assertThat(process.log())
          .contains("\"message\":\"charge point connected\"", "\"message\":\"gateway has stopped\"")
          .doesNotContain("Heartbeat", "WARNING", "stepArray");
    }
  }

  @Test
  void passwordInTheTableIsAskedFor() throws Exception {
    try (FakeAws aws = new FakeAws();
        Mosquitto mosquitto = Mosquitto.start(directory);
        GatewayProcess process =
            GatewayProcess.start(
                directory, withPasswords(aws.url(), "mqtt://127.0.0.1:" + mosquitto.port()))) {
      int port = process.awaitPort();

      assertThat(answerTo(port, "SECRET", FakeAws.PASSWORD)).startsWith("HTTP/1.1 101 ");
      assertThat(answerTo(port, "SECRET", "another password")).startsWith("HTTP/1.1 401 ");
      assertThat(refusalOf(port, "/SECRET")).startsWith("HTTP/1.1 401 ");
      assertThat(answerTo(port, "THING", FakeAws.PASSWORD)).startsWith("HTTP/1.1 401 ");
      assertThat(answerTo(port, "BROKEN", FakeAws.PASSWORD)).startsWith("HTTP/1.1 503 ");
      aws.breakDown();
      assertThat(answerTo(port, "ANYBODY", FakeAws.PASSWORD)).startsWith("HTTP/1.1 503 ");
      assertThat(process.log())
          .contains("BAD_CREDENTIALS", "NO_CREDENTIALS", "its passwordHash is no password hash")
          .doesNotContain(FakeAws.PASSWORD, "another password", FakeAws.PEPPER, "plain text");
    }
  }

  @Test
  void chargePointThatDoesNotSayGoodbyeDelaysNothingForLong() throws Exception {
    try (FakeAws aws = new FakeAws();
        Mosquitto mosquitto = Mosquitto.start(directory);
        GatewayProcess process =
            GatewayProcess.start(
                directory,
                GatewayProcess.environment(aws.url(), "mqtt://127.0.0.1:" + mosquitto.port()));
        TestChargePoint deaf = TestChargePoint.connect(process.awaitPort(), "TABLED")) {

      process.terminate();

      assertThat(process.awaitExit()).isZero();
      assertThat(deaf.next().closeCode()).isEqualTo(1012);
    }
  }

  @Test
  void endpointOfTheAccountIsTheBrokerWhereNoneIsSet() throws Exception {
    try (FakeAws aws = new FakeAws();
        GatewayProcess process =
            GatewayProcess.start(directory, GatewayProcess.environment(aws.url(), ""))) {

      process.awaitPort();

      await()
          .untilAsserted(() ->
              assertThat(process.log()).contains("{\"broker\":\"wss:\\/\\/iot.example\\/mqtt\"}"));
    }
  }

  @Test
  void portThatIsTakenEndsTheStart() throws Exception {
    try (FakeAws aws = new FakeAws();
        ServerSocket taken = new ServerSocket(0)) {
      Map<String, String> environment = GatewayProcess.environment(aws.url(), "");
      environment.put(GatewayEnvironment.HEALTH_PORT, Integer.toString(taken.getLocalPort()));

      try (GatewayProcess process = GatewayProcess.start(directory, environment)) {

        assertThat(process.awaitExit()).isEqualTo(1);
        assertThat(process.log()).contains("\"message\":\"gateway cannot start\"");
      }
    }
  }

  @Test
  void clientsOfAwsThatCannotBeMadeEndTheStart() throws Exception {
    Map<String, String> environment =
        GatewayProcess.environment("no URL at all", "mqtt://127.0.0.1:1");

    try (GatewayProcess process = GatewayProcess.start(directory, environment)) {

      assertThat(process.awaitExit()).isEqualTo(1);
      assertThat(process.log()).contains("\"message\":\"gateway cannot start\"");
    }
  }

  @Test
  void wrongEnvironmentIsToldInFull() throws Exception {
    try (GatewayProcess process =
        GatewayProcess.start(
            directory,
            Map.of(GatewayEnvironment.PORT, "x", GatewayEnvironment.BROKER_URL, "http://x"))) {

      assertThat(process.awaitExit()).isEqualTo(2);
      assertThat(process.log())
          .contains("PORT is 'x'", "BROKER_URL", "CHARGE_POINTS_TABLE is not set", "AWS_REGION");
    }
  }

  private static String refusalOf(int port, String path) throws IOException {
    try (TestChargePoint refused =
        TestChargePoint.request(port, path, "Sec-WebSocket-Protocol: ocpp1.6")) {
      return refused.response();
    }
  }

  private static String answerTo(int port, String identity, String password) throws IOException {
    String credentials =
        Base64.getEncoder().encodeToString((identity + ":" + password).getBytes(UTF_8));
    try (TestChargePoint chargePoint =
        TestChargePoint.request(
            port,
            "/" + identity,
            "Sec-WebSocket-Protocol: ocpp1.6",
            "Authorization: Basic " + credentials)) {
      return chargePoint.response();
    }
  }

  private static Map<String, String> withPasswords(String awsUrl, String brokerUrl) {
    Map<String, String> environment = GatewayProcess.environment(awsUrl, brokerUrl);
    environment.put(GatewayEnvironment.SECURITY_PROFILE, "1");
    environment.put(GatewayEnvironment.CREDENTIAL_PEPPER, FakeAws.PEPPER);
    return environment;
  }
}
