package io.ocppgateway.gateway.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.gateway.TestGateway;
import io.ocppgateway.gateway.peer.FakeAws;
import io.ocppgateway.gateway.peer.Footprint;
import io.ocppgateway.gateway.peer.GatewayProcess;
import io.ocppgateway.gateway.peer.Mosquitto;
import io.ocppgateway.gateway.peer.MqttObserver;
import io.ocppgateway.gateway.peer.Relay;
import io.ocppgateway.gateway.peer.TestBackend;
import io.ocppgateway.gateway.peer.TestChargePoint;
import io.ocppgateway.gateway.peer.TestChargePoint.Received;
import io.ocppgateway.gateway.peer.TestFleet;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real broker that dies, freezes or is contended for, behind charge points that notice nothing.
final class BrokerFaultsIT {

  private static final int FLEET = 100;
  private static final Duration SETTLING = Duration.ofSeconds(40);

  @TempDir private Path directory;

  @Test
  void brokerThatIsKilledAndRestartedCostsNoFrame() throws Exception {
    try (Mosquitto mosquitto = Mosquitto.start(directory);
        Relay relay = Relay.to(mosquitto.port());
        TestGateway gateway = TestGateway.start(relay.url());
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1").patient()) {
      try (MqttObserver observer = MqttObserver.watch(mosquitto.port(), "CP1/in")) {
        chargePoint.sendText(heartbeat("before"));
        assertThat(observer.nextText()).isEqualTo(heartbeat("before"));
      }

      relay.bar();
      mosquitto.breakDown();
      chargePoint.sendText(heartbeat("during"));
      mosquitto.restart();

      try (MqttObserver observer = MqttObserver.watch(mosquitto.port(), "CP1/in")) {
        relay.unbar();
        chargePoint.sendText(heartbeat("after"));
        assertThat(seenUntil(observer, heartbeat("after")))
            .containsSubsequence(heartbeat("during"), heartbeat("after"));
        assertRoundTrip(observer, chargePoint);
      }
    }
  }

  @Test
  void commandsUnderWayWhenTheBrokerIsKilledHaveTheirOutcome() throws Exception {
    try (Mosquitto mosquitto = Mosquitto.start(directory);
        Relay relay = Relay.to(mosquitto.port());
        TestGateway gateway =
            TestGateway.start(
                relay.url(), Map.of(GatewayEnvironment.COMMAND_TIMEOUT_SECONDS, "3"));
        TestChargePoint answering = TestChargePoint.connect(gateway.port(), "CP1");
        TestChargePoint mute = TestChargePoint.connect(gateway.port(), "CP2")) {
      try (MqttObserver operator = MqttObserver.watch(mosquitto.port(), "CP1/in")) {
        command(operator, mute, "CP2", "c2");
        command(operator, answering, "CP1", "c1");
      }

      relay.bar();
      mosquitto.breakDown();
      answering.sendText("[3,\"c1\",{}]");
      // The other command's time is over meanwhile.
      mute.expectNothingFor(Duration.ofSeconds(4));
      mosquitto.restart();

      try (MqttObserver answers = MqttObserver.watch(mosquitto.port(), "CP1/in");
          MqttObserver notices = MqttObserver.watch(mosquitto.port(), "+/undelivered")) {
        relay.unbar();
        assertThat(seenUntil(answers, "[3,\"c1\",{}]")).hasSize(1);
        assertThat(seenUntil(notices, notice("c2", "TIMEOUT"))).hasSize(1);
        assertThat(notices.hasSeenMore()).isFalse();
      }
    }
  }

  @Test
  void brokerThatFreezesForAMomentCostsNoFrame() throws Exception {
    try (Mosquitto mosquitto = Mosquitto.start(directory);
        MqttObserver observer = MqttObserver.watch(mosquitto.port(), "CP1/in");
        TestGateway gateway = TestGateway.start(url(mosquitto));
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1")) {
      chargePoint.sendText(heartbeat("before"));
      assertThat(observer.nextText()).isEqualTo(heartbeat("before"));

      mosquitto.freeze();
      for (int i = 0; i < 300; i++) {
        chargePoint.sendText(heartbeat(Integer.toString(i)));
      }
      mosquitto.thaw();

      for (int i = 0; i < 300; i++) {
        assertThat(observer.nextText()).isEqualTo(heartbeat(Integer.toString(i)));
      }
      assertRoundTrip(observer, chargePoint);
    }
  }

  @Test
  void memoryReturnsToItsLevelAfterTheBrokerWasKilledAndFrozen() throws Exception {
    try (FakeAws aws = new FakeAws();
        Mosquitto mosquitto = Mosquitto.start(directory);
        Relay relay = Relay.to(mosquitto.port());
        GatewayProcess gateway =
            GatewayProcess.start(directory, GatewayProcess.environment(aws.url(), relay.url()));
        TestFleet fleet = TestFleet.start(FLEET, gateway::awaitPort)) {
      TestBackend before = TestBackend.start(mosquitto.port());
      fleet.awaitNewAnswers();
      Footprint usual = Footprint.of(gateway);

      relay.bar();
      before.close();
      mosquitto.breakDown();
      try (TestChargePoint talkative =
          TestChargePoint.connect(gateway.awaitReadyPort(), "TABLED")) {
        for (int i = 0; i < 50; i++) {
          talkative.sendText(heartbeat("x".repeat(30) + i));
        }
        mosquitto.restart();
        try (TestBackend after = TestBackend.start(mosquitto.port())) {
          relay.unbar();
          fleet.awaitNewAnswers();
          await().atMost(SETTLING).until(() -> after.hasSeen("x".repeat(30) + 49));

          mosquitto.freeze();
          talkative.sendText(heartbeat("frozen"));
          talkative.doNothingFor(Duration.ofSeconds(2));
          mosquitto.thaw();
          fleet.awaitNewAnswers();

          await().atMost(SETTLING).until(() -> after.hasSeen("frozen"));
          assertThat(fleet.cuts()).isZero();
          assertThat(fleet.goodbyes()).isEmpty();
        }
      }
      await()
          .atMost(SETTLING)
          .untilAsserted(() -> assertThat(Footprint.of(gateway)).matches(usual::isLike));
    }
  }

  @Test
  void brokerThatFreezesBeyondItsKeepAliveIsLeftAndFoundAgain() throws Exception {
    try (Mosquitto mosquitto = Mosquitto.startWithKeepAlive(directory, 10);
        TestGateway gateway = TestGateway.start(url(mosquitto));
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1")) {
      try (MqttObserver observer = MqttObserver.watch(mosquitto.port(), "CP1/in")) {
        chargePoint.sendText(heartbeat("before"));
        assertThat(observer.nextText()).isEqualTo(heartbeat("before"));
      }
      MqttObserver.subscribeAhead(mosquitto.port(), "CP1/in");

      mosquitto.freeze();
      chargePoint.sendText(heartbeat("during"));
      // The link is given up after 15 s; whatever it tries then comes to nothing.
      chargePoint.expectNothingFor(Duration.ofSeconds(18));
      mosquitto.thaw();

      try (MqttObserver observer = MqttObserver.resume(mosquitto.port())) {
        assertThat(seenUntil(observer, heartbeat("during"))).contains(heartbeat("during"));
        assertRoundTrip(observer, chargePoint);
      }
    }
  }

  /// Mosquitto 2.0.11 ends the older connection of a client id without a word, so that neither
  /// gateway is told which of them is the newer. The one that was there first gives in.
  @Test
  void twoGatewaysDoNotContendForeverOnABrokerThatDoesNotTellWhy() throws Exception {
    Map<String, String> silent = Map.of(GatewayEnvironment.BROKER_SILENT_TAKEOVERS, "true");
    try (Mosquitto mosquitto = Mosquitto.start(directory);
        TestGateway one = TestGateway.start(url(mosquitto), silent);
        TestGateway other = TestGateway.start(url(mosquitto), silent);
        MqttObserver observer = MqttObserver.watch(mosquitto.port(), "CP1/in")) {
      for (List<TestGateway> order : List.of(List.of(one, other), List.of(other, one))) {
        try (TestChargePoint older =
            TestChargePoint.connect(order.getFirst().port(), "CP1").patient()) {
          // Which is answered once the link is up.
          older.send(TestChargePoint.FIN | TestChargePoint.PING, new byte[0]);
          assertThat(older.next().opcode()).isEqualTo(TestChargePoint.PONG);
          TestChargePoint newer = TestChargePoint.connect(order.getLast().port(), "CP1");

          Received close = older.nextClose();

          assertThat(close.closeCode()).isEqualTo(1000);
          assertThat(older.isAtEnd()).isTrue();
          assertRoundTrip(observer, newer);
          newer.close();
        }
      }
    }
  }

  @Test
  void commandsInFlightAtATakeoverAreTold() throws Exception {
    try (Mosquitto mosquitto = Mosquitto.start(directory);
        MqttObserver undelivered = MqttObserver.watch(mosquitto.port(), "CP1/undelivered");
        TestGateway gateway = TestGateway.start(url(mosquitto));
        TestChargePoint older = TestChargePoint.connect(gateway.port(), "CP1")) {
      command(undelivered, older, "CP1", "c1");

      try (TestChargePoint _ = TestChargePoint.connect(gateway.port(), "CP1")) {
        assertThat(older.nextClose().closeCode()).isEqualTo(1000);

        assertThat(seenUntil(undelivered, notice("c1", "DISCONNECTED")))
            .contains(notice("c1", "DISCONNECTED"));
      }
    }
  }

  @Test
  void whatTheBrokersAccessListRefusesIsToldToWhoeverWaits() throws Exception {
    try (Mosquitto mosquitto = Mosquitto.startDenying(directory, "CP1/in");
        MqttObserver undelivered = MqttObserver.watch(mosquitto.port(), "CP1/undelivered");
        TestGateway gateway = TestGateway.start(url(mosquitto));
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1")) {
      chargePoint.sendText(heartbeat("1"));
      String answer = chargePoint.nextText();

      command(undelivered, chargePoint, "CP1", "c1");
      chargePoint.sendText("[3,\"c1\",{}]");

      assertThat(answer).isEqualTo("[4,\"1\",\"InternalError\",\"The broker refused this\",{}]");
      assertThat(seenUntil(undelivered, notice("c1", "REFUSED"))).hasSize(1);
      chargePoint.sendText(heartbeat("2"));
      assertThat(chargePoint.nextText()).startsWith("[4,\"2\"");
    }
  }

  /// Sends a command until it arrives: before, the link may not be subscribed yet.
  private static void command(
      MqttObserver operator, TestChargePoint chargePoint, String identity, String id)
      throws Exception {
    // Answers may come twice and commands may not: what is published before the link is up is lost.
    String knock = "[3,\"knock\",{}]";
    await()
        .until(() -> {
          operator.publish(identity + "/out", knock);
          return chargePoint.hasSomething();
        });
    String command = "[2,\"%s\",\"Reset\",{}]".formatted(id);
    operator.publish(identity + "/out", command);
    String received = chargePoint.nextText();
    while (received.equals(knock)) {
      received = chargePoint.nextText();
    }
    assertThat(received).isEqualTo(command);
  }

  /// A frame up and a command down.
  private static void assertRoundTrip(MqttObserver observer, TestChargePoint chargePoint)
      throws Exception {
    chargePoint.sendText(heartbeat("up"));
    seenUntil(observer, heartbeat("up"));
    String answer = "[3,\"up\",{}]";
    observer.publish("CP1/out", answer);
    assertThat(chargePoint.nextText()).isEqualTo(answer);
  }

  /// What was published, up to and with a text: more than once is allowed.
  private static List<String> seenUntil(MqttObserver observer, String last) throws Exception {
    List<String> seen = new ArrayList<>();
    while (!seen.contains(last)) {
      seen.add(new String(observer.next(Duration.ofSeconds(40)).getPayloadAsBytes(), UTF_8));
    }
    return seen;
  }

  private static String url(Mosquitto mosquitto) {
    return "mqtt://127.0.0.1:" + mosquitto.port();
  }

  private static String heartbeat(String id) {
    return "[2,\"%s\",\"Heartbeat\",{}]".formatted(id);
  }

  private static String notice(String id, String reason) {
    return "{\"messageId\":\"%s\",\"reason\":\"%s\"}".formatted(id, reason);
  }
}
