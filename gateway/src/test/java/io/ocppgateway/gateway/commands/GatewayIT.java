package io.ocppgateway.gateway.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.ocppgateway.gateway.TestGateway;
import io.ocppgateway.gateway.peer.Mosquitto;
import io.ocppgateway.gateway.peer.MqttObserver;
import io.ocppgateway.gateway.peer.TestChargePoint;
import io.ocppgateway.gateway.peer.TestChargePoint.Received;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The gateway between a charge point and mosquitto, a broker that nobody here wrote.
final class GatewayIT {

  private static final String HEARTBEAT = "[2, \"19223201\",\t\"Heartbeat\", {} ]";
  private static final String ANSWER =
      "[3,\"19223201\",{\"currentTime\":\"2026-01-01T00:00:00Z\"}]";

  @TempDir static Path directory;
  private static Mosquitto mosquitto;
  private static TestGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    mosquitto = Mosquitto.start(directory);
    gateway = TestGateway.start("mqtt://127.0.0.1:" + mosquitto.port());
  }

  @AfterAll
  static void stop() throws Exception {
    if (gateway != null) {
      gateway.close();
    }
    if (mosquitto != null) {
      mosquitto.close();
    }
  }

  @Test
  void frameIsPublishedByteForByteWithItsSubprotocol() throws Exception {
    try (MqttObserver observer = MqttObserver.watch(mosquitto.port(), "CP1/in");
        TestChargePoint chargePoint =
            TestChargePoint.connectAt(gateway.port(), "/CP1", "ocpp2.0.1")) {

      chargePoint.sendText(HEARTBEAT);

      Mqtt5Publish published = observer.next();
      assertThat(new String(published.getPayloadAsBytes(), UTF_8)).isEqualTo(HEARTBEAT);
      assertThat(published.getUserProperties().asList())
          .singleElement()
          .satisfies(property -> {
            assertThat(property.getName()).hasToString("ocpp");
            assertThat(property.getValue()).hasToString("ocpp2.0.1");
          });
    }
  }

  @Test
  void messageOnOutReachesTheChargePointByteForByte() throws Exception {
    String command = "[2,\"c-1\",  \"Reset\",{\"type\":\"Soft\",\"näme\":\"⚡\"}]";
    try (MqttObserver _ = MqttObserver.answering(mosquitto.port(), "CP2", command);
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP2")) {

      chargePoint.sendText(HEARTBEAT);

      assertThat(chargePoint.nextText()).isEqualTo(command);
    }
  }

  /// The charge point speaks before its link is up, and the cloud answers at once.
  @Test
  void answerToTheFirstFrameIsNotLost() throws Exception {
    try (MqttObserver _ = MqttObserver.answering(mosquitto.port(), "EAGER", ANSWER)) {
      for (int i = 0; i < 20; i++) {
        try (TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "EAGER")) {

          chargePoint.sendText(HEARTBEAT);

          assertThat(chargePoint.nextText()).isEqualTo(ANSWER);
        }
      }
    }
  }

  @Test
  void framesKeepTheirOrderBeyondTheWindow() throws Exception {
    int frames = 1000;
    try (MqttObserver observer = MqttObserver.watch(mosquitto.port(), "BURST/in");
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "BURST")) {

      for (int i = 0; i < frames; i++) {
        chargePoint.sendText("[2,\"%d\",\"Heartbeat\",{}]".formatted(i));
      }

      for (int i = 0; i < frames; i++) {
        assertThat(observer.nextText()).isEqualTo("[2,\"%d\",\"Heartbeat\",{}]".formatted(i));
      }
    }
  }

  @Test
  void identityTravelsAsItsThingName() throws Exception {
    try (MqttObserver observer = MqttObserver.watch(mosquitto.port(), "DE:2AABC:2AE1/in");
        TestChargePoint chargePoint =
            TestChargePoint.connectAt(gateway.port(), "/ocpp/j/DE*ABC%2aE1/?x=y", "ocpp1.6")) {

      chargePoint.sendText(HEARTBEAT);

      assertThat(observer.nextText()).isEqualTo(HEARTBEAT);
    }
  }

  @Test
  void secondConnectionTakesOverAndTheFirstIsClosedWithoutReason() throws Exception {
    try (MqttObserver _ = MqttObserver.answering(mosquitto.port(), "TWICE", ANSWER);
        TestChargePoint first = TestChargePoint.connect(gateway.port(), "TWICE")) {
      first.sendText(HEARTBEAT);
      assertThat(first.nextText()).isEqualTo(ANSWER);

      try (TestChargePoint second = TestChargePoint.connect(gateway.port(), "TWICE")) {
        Received close = first.nextClose();
        second.sendText(HEARTBEAT);

        assertThat(close.closeCode()).isEqualTo(1000);
        assertThat(close.closeReason()).isEmpty();
        assertThat(first.isAtEnd()).isTrue();
        assertThat(second.nextText()).isEqualTo(ANSWER);
      }
    }
  }

  /// The charge point's network is gone: its old socket stays open here and says nothing any more.
  @Test
  void endOfAHalfOpenSocketDoesNotTouchTheNewOne() throws Exception {
    try (MqttObserver _ = MqttObserver.answering(mosquitto.port(), "HALFOPEN", ANSWER);
        TestChargePoint old = TestChargePoint.connect(gateway.port(), "HALFOPEN")) {
      old.sendText(HEARTBEAT);
      assertThat(old.nextText()).isEqualTo(ANSWER);

      try (TestChargePoint current = TestChargePoint.connect(gateway.port(), "HALFOPEN")) {
        assertThat(old.next().opcode()).isEqualTo(TestChargePoint.CLOSE);
        assertThat(old.isAtEnd()).isTrue();
        current.sendText(HEARTBEAT);

        assertThat(current.nextText()).isEqualTo(ANSWER);
      }
    }
  }

  @Test
  void chargePointWithoutSubprotocolIsServedWhereItsRegistrationSaysSo() throws Exception {
    try (MqttObserver observer = MqttObserver.watch(mosquitto.port(), "silent/in");
        TestChargePoint silent = TestChargePoint.request(gateway.port(), "/silent", "X: y")) {

      silent.sendText(HEARTBEAT);

      assertThat(silent.response()).doesNotContain("Sec-WebSocket-Protocol");
      assertThat(observer.next().getUserProperties().asList())
          .singleElement()
          .satisfies(property -> assertThat(property.getValue()).hasToString("ocpp1.6"));
    }
  }

  @Test
  void floodIsSlowedDownAndLosesNothing() throws Exception {
    int frames = 60;
    try (TestGateway strict =
            TestGateway.start(
                "mqtt://127.0.0.1:" + mosquitto.port(),
                Map.of(GatewayEnvironment.MESSAGES_PER_SECOND, "20"));
        MqttObserver observer = MqttObserver.watch(mosquitto.port(), "FLOOD/in");
        TestChargePoint chargePoint = TestChargePoint.connect(strict.port(), "FLOOD")) {
      long start = System.nanoTime();

      // In packets of their own, so that they are not all read at once.
      for (int i = 0; i < frames; i++) {
        chargePoint.sendText("[2,\"%d\",\"Heartbeat\",{}]".formatted(i));
        observer.next();
      }

      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(20));
    }
  }

  /// Debian's mosquitto ends the older connection without a DISCONNECT, so that the gateways have
  /// to be told so; LinkIT shows what they do where it says why.
  @Test
  void connectionOnAnotherGatewayTakesOver() throws Exception {
    String url = "mqtt://127.0.0.1:" + mosquitto.port();
    Map<String, String> settings = Map.of(GatewayEnvironment.BROKER_SILENT_TAKEOVERS, "true");
    try (TestGateway one = TestGateway.start(url, settings);
        TestGateway other = TestGateway.start(url, settings);
        MqttObserver _ = MqttObserver.answering(mosquitto.port(), "MOVES", ANSWER);
        TestChargePoint first = TestChargePoint.connect(one.port(), "MOVES")) {
      first.sendText(HEARTBEAT);
      assertThat(first.nextText()).isEqualTo(ANSWER);

      try (TestChargePoint second = TestChargePoint.connect(other.port(), "MOVES")) {
        first.nextClose();
        second.sendText(HEARTBEAT);

        assertThat(first.isAtEnd()).isTrue();
        assertThat(second.nextText()).isEqualTo(ANSWER);
      }
    }
  }

  @Test
  void unregisteredChargePointIsTurnedAway() throws Exception {
    try (TestChargePoint stranger = TestChargePoint.connect(gateway.port(), "stranger")) {

      Received close = stranger.nextClose();

      assertThat(close.closeCode()).isEqualTo(1008);
      assertThat(close.closeReason())
          .isEqualTo("Charge Point stranger not registered as an IoT Thing");
      assertThat(stranger.isAtEnd()).isTrue();
    }
  }

  @Test
  void disabledChargePointIsTurnedAway() throws Exception {
    try (TestChargePoint banned = TestChargePoint.connect(gateway.port(), "banned")) {

      Received close = banned.nextClose();

      assertThat(close.closeCode()).isEqualTo(1008);
      assertThat(close.closeReason()).isEqualTo("Charge Point banned is disabled");
    }
  }

  @Test
  void unknownRegistrationIsNeitherYesNorNo() throws Exception {
    try (TestChargePoint unlucky =
        TestChargePoint.request(gateway.port(), "/unlucky", "Sec-WebSocket-Protocol: ocpp1.6")) {

      assertThat(unlucky.response()).startsWith("HTTP/1.1 503 ").contains("Retry-After: 10");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ocpp0.1,ocpp1.6|ocpp1.6",
        "ocpp2.1, ocpp2.0.1, ocpp1.6|ocpp2.1",
        "ocpp1.6,ocpp2.0.1|ocpp1.6"
      })
  void firstOfferThatIsSpokenHereIsAgreed(String offer, String agreed) throws Exception {
    try (TestChargePoint chargePoint = TestChargePoint.connectAt(gateway.port(), "/OFFER", offer)) {

      assertThat(chargePoint.response()).contains("Sec-WebSocket-Protocol: " + agreed + "\r\n");
    }
  }

  @Test
  void offerMaySpanHeaderLines() throws Exception {
    try (TestChargePoint chargePoint =
        TestChargePoint.request(
            gateway.port(),
            "/OFFER",
            "Sec-WebSocket-Protocol: ocpp0.1",
            "sec-websocket-protocol: ocpp2.0.1")) {

      assertThat(chargePoint.response())
          .startsWith("HTTP/1.1 101 ")
          .contains("Sec-WebSocket-Protocol: ocpp2.0.1\r\n");
    }
  }

  @Test
  void brokerIsReachedOverWebSocket() throws Exception {
    try (TestGateway webSocketGateway =
            TestGateway.start("ws://localhost:" + mosquitto.webSocketPort() + "/mqtt");
        MqttObserver _ = MqttObserver.answering(mosquitto.port(), "OVERWS", ANSWER);
        TestChargePoint chargePoint = TestChargePoint.connect(webSocketGateway.port(), "OVERWS")) {

      chargePoint.sendText(HEARTBEAT);

      assertThat(chargePoint.nextText()).isEqualTo(ANSWER);
    }
  }

  @Test
  void silentChargePointIsPingedAndThenGivenUp() throws Exception {
    try (TestGateway impatient =
            TestGateway.start(
                "mqtt://127.0.0.1:" + mosquitto.port(),
                Map.of(GatewayEnvironment.PING_INTERVAL_SECONDS, "1"));
        TestChargePoint chargePoint = TestChargePoint.connect(impatient.port(), "SILENT")) {

      assertThat(chargePoint.next().opcode()).isEqualTo(TestChargePoint.PING);
      assertThat(chargePoint.next().opcode()).isEqualTo(TestChargePoint.PING);
      assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void anyByteKeepsAChargePoint() throws Exception {
    try (TestGateway impatient =
            TestGateway.start(
                "mqtt://127.0.0.1:" + mosquitto.port(),
                Map.of(GatewayEnvironment.PING_INTERVAL_SECONDS, "1"));
        TestChargePoint chargePoint = TestChargePoint.connect(impatient.port(), "PONGS")) {

      for (int i = 0; i < 5; i++) {
        assertThat(chargePoint.next().opcode()).isEqualTo(TestChargePoint.PING);
        chargePoint.send(TestChargePoint.FIN | TestChargePoint.PONG, new byte[0]);
      }
    }
  }

  @Test
  void pingIsAnsweredWithItsPayload() throws Exception {
    try (TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "PINGS")) {

      chargePoint.send(TestChargePoint.FIN | TestChargePoint.PING, "hello".getBytes(UTF_8));

      Received pong = chargePoint.next();
      assertThat(pong.opcode()).isEqualTo(TestChargePoint.PONG);
      assertThat(pong.text()).isEqualTo("hello");
    }
  }

  @Test
  void goodbyeIsAnswered() throws Exception {
    try (TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "LEAVES")) {

      chargePoint.send(TestChargePoint.FIN | TestChargePoint.CLOSE, new byte[] {0x03, (byte) 0xE9});

      Received close = chargePoint.next();
      assertThat(close.opcode()).isEqualTo(TestChargePoint.CLOSE);
      assertThat(close.closeCode()).isEqualTo(1001);
      assertThat(chargePoint.isAtEnd()).isTrue();
    }
  }

  @Test
  void messageThatIsNoTextIsDroppedAndTheNextOneComes() throws Exception {
    try (MqttObserver observer = MqttObserver.answering(mosquitto.port(), "NOTEXT", ANSWER);
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "NOTEXT")) {
      chargePoint.sendText(HEARTBEAT);
      assertThat(chargePoint.nextText()).isEqualTo(ANSWER);

      observer.publish("NOTEXT/out", new byte[] {(byte) 0xC3, 0x28});
      observer.publish("NOTEXT/out", new byte[0]);
      observer.publish("NOTEXT/out", "[2,\"c\",\"Reset\",{}]");

      assertThat(chargePoint.nextText()).isEqualTo("[2,\"c\",\"Reset\",{}]");
    }
  }

  @Test
  void stoppingGatewayIsNotReadyAndSaysGoodbye() throws Exception {
    TestGateway stopping = TestGateway.start("mqtt://127.0.0.1:" + mosquitto.port());
    try (HttpClient http = HttpClient.newHttpClient();
        TestChargePoint chargePoint = TestChargePoint.connect(stopping.port(), "STOPS")) {
      URI readiness = URI.create("http://127.0.0.1:%d/readyz".formatted(stopping.healthPort()));
      await().until(() -> status(http, readiness) == 200);
      Thread stop = Thread.startVirtualThread(stopping::close);

      await().until(() -> status(http, readiness) == 503);
      Received close = chargePoint.nextClose();
      stop.join();

      assertThat(close.closeCode()).isEqualTo(1012);
    }
  }

  private static int status(HttpClient http, URI uri) throws Exception {
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
