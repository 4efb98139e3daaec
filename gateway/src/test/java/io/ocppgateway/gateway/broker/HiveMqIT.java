package io.ocppgateway.gateway.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.gateway.TestGateway;
import io.ocppgateway.gateway.peer.HiveMq;
import io.ocppgateway.gateway.peer.MqttObserver;
import io.ocppgateway.gateway.peer.Relay;
import io.ocppgateway.gateway.peer.TestChargePoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// A third broker, by another maker: what is true of AWS IoT Core and mosquitto is true of HiveMQ.
@TestMethodOrder(OrderAnnotation.class)
final class HiveMqIT {

  private static final int MAX_PACKET_BYTES = 64 * 1024;

  @TempDir static Path directory;
  private static HiveMq hiveMq;
  private static Relay relay;
  private static TestGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    hiveMq = HiveMq.start(directory, MAX_PACKET_BYTES);
    relay = Relay.to(hiveMq.port());
    gateway = TestGateway.start(relay.url());
  }

  @AfterAll
  static void stop() throws Exception {
    if (gateway != null) {
      gateway.close();
    }
    if (relay != null) {
      relay.close();
    }
    if (hiveMq != null) {
      hiveMq.close();
    }
  }

  @Test
  @Order(1)
  void callGoesUpAndItsAnswerComesDown() throws Exception {
    String call = "[2,\"1\",\"Heartbeat\",{}]";
    String answer = "[3,\"1\",{\"currentTime\":\"2026-01-01T00:00:00Z\"}]";
    try (MqttObserver _ = MqttObserver.answering(hiveMq.port(), "CALL", answer);
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CALL")) {

      chargePoint.sendText(call);

      assertThat(chargePoint.nextText()).isEqualTo(answer);
    }
  }

  @Test
  @Order(1)
  void commandComesDownAndItsAnswerGoesUp() throws Exception {
    try (MqttObserver operator = MqttObserver.watch(hiveMq.port(), "COMMAND/in");
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "COMMAND")) {
      roundTrip(operator, chargePoint, "COMMAND");

      operator.publish("COMMAND/out", "[2,\"c1\",\"Reset\",{\"type\":\"Soft\"}]");
      String command = chargePoint.nextText();
      chargePoint.sendText("[3,\"c1\",{\"status\":\"Accepted\"}]");

      assertThat(command).isEqualTo("[2,\"c1\",\"Reset\",{\"type\":\"Soft\"}]");
      assertThat(operator.nextText()).isEqualTo("[3,\"c1\",{\"status\":\"Accepted\"}]");
    }
  }

  @Test
  @Order(1)
  void connectionOnAnotherGatewayTakesOverAndCommandsAreTold() throws Exception {
    try (MqttObserver notices = MqttObserver.watch(hiveMq.port(), "TWICE/undelivered");
        TestGateway other = TestGateway.start(relay.url());
        MqttObserver up = MqttObserver.watch(hiveMq.port(), "TWICE/in");
        TestChargePoint older = TestChargePoint.connect(gateway.port(), "TWICE").patient()) {
      older.sendText(heartbeat("up"));
      assertThat(up.nextText()).isEqualTo(heartbeat("up"));
      notices.publish("TWICE/out", "[2,\"c1\",\"Reset\",{}]");
      assertThat(older.nextText()).startsWith("[2,\"c1\"");

      try (TestChargePoint newer = TestChargePoint.connect(other.port(), "TWICE");
          MqttObserver operator = MqttObserver.watch(hiveMq.port(), "TWICE/in")) {
        assertThat(older.nextClose().closeCode()).isEqualTo(1000);
        assertThat(older.isAtEnd()).isTrue();
        assertThat(seenUntil(notices, "\"DISCONNECTED\""))
            .contains("{\"messageId\":\"c1\",\"reason\":\"DISCONNECTED\"}");
        roundTrip(operator, newer, "TWICE");
      }
    }
  }

  @Test
  @Order(1)
  void frameThatIsLongerThanTheBrokerTakesIsAnsweredAndTheNextOnePasses() throws Exception {
    String filling = "x".repeat(MAX_PACKET_BYTES);
    try (MqttObserver operator = MqttObserver.watch(hiveMq.port(), "LONG/in");
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "LONG")) {
      roundTrip(operator, chargePoint, "LONG");

      chargePoint.sendText("[2,\"long\",\"DataTransfer\",{\"data\":\"%s\"}]".formatted(filling));

      assertThat(chargePoint.nextText()).startsWith("[4,\"long\",").contains("allowed are 65280");
      roundTrip(operator, chargePoint, "LONG");
    }
  }

  /// The last: whoever watches the broker is cut off.
  @Test
  @Order(2)
  void brokerThatIsKilledAndRestartedCostsNoFrameAndNoSocket() throws Exception {
    try (TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "KEPT").patient()) {
      try (MqttObserver operator = MqttObserver.watch(hiveMq.port(), "KEPT/in")) {
        roundTrip(operator, chargePoint, "KEPT");
      }

      relay.bar();
      hiveMq.breakDown();
      chargePoint.sendText(heartbeat("during"));
      hiveMq.restart();

      try (MqttObserver operator = MqttObserver.watch(hiveMq.port(), "KEPT/in")) {
        // Not before: a broker without a session forgets what nobody has subscribed to.
        relay.unbar();
        assertThat(seenUntil(operator, "during")).contains(heartbeat("during"));
        roundTrip(operator, chargePoint, "KEPT");
      }
    }
  }

  /// A frame up and an answer down.
  private static void roundTrip(MqttObserver operator, TestChargePoint chargePoint, String identity)
      throws Exception {
    chargePoint.sendText(heartbeat("up"));
    seenUntil(operator, "\"up\"");
    operator.publish(identity + "/out", "[3,\"up\",{}]");
    assertThat(chargePoint.nextText()).isEqualTo("[3,\"up\",{}]");
  }

  private static List<String> seenUntil(MqttObserver observer, String last) throws Exception {
    List<String> seen = new ArrayList<>();
    do {
      seen.add(new String(observer.next(Duration.ofSeconds(40)).getPayloadAsBytes(), UTF_8));
    } while (!seen.getLast().contains(last));
    return seen;
  }

  private static String heartbeat(String id) {
    return "[2,\"%s\",\"Heartbeat\",{}]".formatted(id);
  }
}
