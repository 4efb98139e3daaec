package io.ocppgateway.gateway.connecting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.gateway.peer.FakeAws;
import io.ocppgateway.gateway.peer.Footprint;
import io.ocppgateway.gateway.peer.FreePorts;
import io.ocppgateway.gateway.peer.GatewayProcess;
import io.ocppgateway.gateway.peer.Mosquitto;
import io.ocppgateway.gateway.peer.MqttObserver;
import io.ocppgateway.gateway.peer.TestChargePoint;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A gateway whose table of charge points is away, when it starts and later: nobody is let in
/// unasked, nobody is told that his password is wrong, and who is connected notices nothing.
final class RegistryFaultsIT {

  private static final String RIGHT = FakeAws.PASSWORD;
  private static final String WRONG = "not the right password";
  private static final int ATTEMPTS = 50;
  private static final String HEARTBEAT = "[2,\"1\",\"Heartbeat\",{}]";
  private static final String ANSWER = "[3,\"1\",{}]";

  @TempDir static Path directory;

  @Test
  void gatewayOutlivesATableThatIsAwayAtItsStartAndLater() throws Exception {
    int port = FreePorts.next();
    try (Mosquitto mosquitto = Mosquitto.start(directory);
        MqttObserver _ = MqttObserver.answering(mosquitto.port(), "SECRET", ANSWER);
        GatewayProcess gateway =
            GatewayProcess.start(
                directory,
                environment("http://127.0.0.1:" + port, "mqtt://127.0.0.1:" + mosquitto.port()))) {
      List<String> atTheStart = statuses(gateway.awaitPort());

      FakeAws aws = new FakeAws(port);
      TestChargePoint connected = connect(gateway.awaitPort(), RIGHT);
      List<String> whileItIsThere = statuses(gateway.awaitPort());
      Footprint level = Footprint.of(gateway);
      aws.close();
      List<String> later = statuses(gateway.awaitPort());
      for (int i = 0; i < ATTEMPTS; i++) {
        assertThat(status(gateway.awaitPort(), RIGHT)).isEqualTo("503");
      }
      connected.sendText(HEARTBEAT);
      String answer = connected.nextText();
      try (FakeAws _ = new FakeAws(port)) {
        List<String> inTheEnd = statuses(gateway.awaitPort());

        assertThat(atTheStart).containsExactly("503", "503", "503");
        assertThat(whileItIsThere).containsExactly("101", "401", "401");
        assertThat(later).containsExactly("503", "503", "503");
        assertThat(answer).isEqualTo(ANSWER);
        assertThat(inTheEnd).containsExactly("101", "401", "401");
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(Footprint.of(gateway)).matches(level::isLike));
      }
      connected.close();
    }
  }

  /// What a charge point is answered with the right password, a wrong one and none. Another than
  /// the one that stays connected.
  private static List<String> statuses(int port) throws IOException {
    return List.of(status(port, RIGHT), status(port, WRONG), status(port, null));
  }

  /// @param password null for none
  private static String status(int port, String password) throws IOException {
    try (TestChargePoint chargePoint = request(port, "OTHER", password)) {
      String status = chargePoint.response().split(" ")[1];
      assertThat(chargePoint.response().contains("Retry-After:")).isEqualTo(status.equals("503"));
      return status;
    }
  }

  private static TestChargePoint connect(int port, String password) throws IOException {
    TestChargePoint chargePoint = request(port, "SECRET", password);
    assertThat(chargePoint.response()).startsWith("HTTP/1.1 101 ");
    return chargePoint;
  }

  /// @param password null for none
  private static TestChargePoint request(int port, String identity, String password)
      throws IOException {
    String subprotocol = "Sec-WebSocket-Protocol: ocpp1.6";
    return password == null
        ? TestChargePoint.request(port, "/" + identity, subprotocol)
        : TestChargePoint.request(
            port, "/" + identity, subprotocol, "Authorization: Basic " + basic(identity, password));
  }

  private static String basic(String identity, String password) {
    return Base64.getEncoder().encodeToString((identity + ":" + password).getBytes(UTF_8));
  }

  private static Map<String, String> environment(String awsUrl, String brokerUrl) {
    Map<String, String> environment = GatewayProcess.environment(awsUrl, brokerUrl);
    environment.put(GatewayEnvironment.SECURITY_PROFILE, "1");
    environment.put(GatewayEnvironment.CREDENTIAL_PEPPER, FakeAws.PEPPER);
    environment.put(GatewayEnvironment.REGISTRY_CACHE_SECONDS, "0");
    environment.put(GatewayEnvironment.REFUSALS_PER_ADDRESS_PER_MINUTE, "0");
    return environment;
  }
}
