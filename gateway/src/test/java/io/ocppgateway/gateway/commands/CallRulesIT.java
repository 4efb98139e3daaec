package io.ocppgateway.gateway.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttPubAckMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.ocppgateway.gateway.TestGateway;
import io.ocppgateway.gateway.peer.Mosquitto;
import io.ocppgateway.gateway.peer.MqttObserver;
import io.ocppgateway.gateway.peer.ScriptedBroker;
import io.ocppgateway.gateway.peer.TestChargePoint;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The call rules on the wire, one identity for each test.
final class CallRulesIT {

  private static final String BOOT = "[2,\"boot\",\"BootNotification\",{}]";
  private static final String BOOT_ANSWER = "[3,\"boot\",{}]";

  @TempDir static Path directory;
  private static Mosquitto mosquitto;
  private static TestGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    mosquitto = Mosquitto.start(directory);
    gateway =
        TestGateway.start(
            "mqtt://127.0.0.1:" + mosquitto.port(),
            Map.of(
                GatewayEnvironment.MAX_WAITING_COMMANDS,
                "2",
                GatewayEnvironment.COMMAND_TIMEOUT_SECONDS,
                "4",
                GatewayEnvironment.SETTLE_SECONDS,
                "3"));
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
  void commandsGoOneByOneAndAnswersPass() throws Exception {
    try (Wire wire = new Wire("ONE")) {
      wire.boot();
      wire.command("a", "b");

      assertThat(wire.chargePoint.nextText()).isEqualTo(command("a"));
      wire.observer.publish("ONE/out", "[3,\"own\",{}]");
      assertThat(wire.chargePoint.nextText()).as("an answer bypasses").isEqualTo("[3,\"own\",{}]");
      wire.chargePoint.sendText("[3,\"a\",{}]");

      assertThat(wire.chargePoint.nextText()).isEqualTo(command("b"));
      assertThat(wire.observer.nextText()).isEqualTo("[3,\"a\",{}]");
    }
  }

  @Test
  void commandThatIsNotAnsweredIsToldAndItsLateAnswerDropped() throws Exception {
    try (Wire wire = new Wire("LATE")) {
      wire.boot();
      wire.command("a", "b");
      assertThat(wire.chargePoint.nextText()).isEqualTo(command("a"));

      assertThat(wire.undelivered.nextText()).isEqualTo(notice("a", "TIMEOUT"));
      assertThat(wire.chargePoint.nextText()).isEqualTo(command("b"));
      wire.chargePoint.sendText("[3,\"a\",{}]");
      wire.chargePoint.sendText("[3,\"b\",{}]");

      assertThat(wire.observer.nextText()).isEqualTo("[3,\"b\",{}]");
    }
  }

  /// Some charge points send heartbeats for weeks and answer nothing until they connect anew.
  @Test
  void chargePointThatAnswersNoCommandIsClosedWhereThatIsAskedFor() throws Exception {
    try (TestGateway impatient =
            TestGateway.start(
                "mqtt://127.0.0.1:" + mosquitto.port(),
                Map.of(
                    GatewayEnvironment.COMMAND_TIMEOUT_SECONDS,
                    "4",
                    GatewayEnvironment.MAX_UNANSWERED_COMMANDS,
                    "2"));
        Wire wire = new Wire(impatient, "ZOMBIE")) {
      wire.boot();
      wire.command("a", "b", "c", "d");
      assertThat(wire.chargePoint.nextText()).isEqualTo(command("a"));
      assertThat(wire.chargePoint.nextText()).isEqualTo(command("b"));
      wire.chargePoint.sendText("[3,\"a\",{}]");
      assertThat(wire.chargePoint.nextText()).as("late is not never").isEqualTo(command("c"));
      assertThat(wire.chargePoint.nextText()).isEqualTo(command("d"));

      assertThat(wire.chargePoint.nextClose().closeCode()).isEqualTo(1008);
      for (String timedOut : List.of("a", "b", "c")) {
        assertThat(wire.undelivered.nextText()).isEqualTo(notice(timedOut, "TIMEOUT"));
      }
      assertThat(wire.undelivered.nextText()).isEqualTo(notice("d", "DISCONNECTED"));
    }
  }

  @Test
  void commandsBeyondTheQueueAreTold() throws Exception {
    try (Wire wire = new Wire("FULL")) {
      wire.boot();

      wire.command("a", "b", "c", "d");

      assertThat(wire.undelivered.nextText()).isEqualTo(notice("d", "QUEUE_FULL"));
    }
  }

  @Test
  void commandThatExpiresWhileItWaitsIsTold() throws Exception {
    try (Wire wire = new Wire("EXPIRES")) {
      wire.boot();
      wire.command("a");
      wire.observer.publish("EXPIRES/out", command("b"), 1);

      assertThat(wire.undelivered.nextText()).isEqualTo(notice("b", "EXPIRED"));
    }
  }

  /// What publishes twice, as QoS 1 allows and an AWS SDK does when it tries again, commands once.
  @Test
  void copiesOfACommandAreDroppedWhileItIsUnderWayAndWhenItWasJustAnswered() throws Exception {
    try (Wire wire = new Wire("COPIES")) {
      wire.boot();
      wire.command("a", "b", "a", "b");
      assertThat(wire.chargePoint.nextText()).isEqualTo(command("a"));
      wire.chargePoint.sendText("[3,\"a\",{}]");
      assertThat(wire.chargePoint.nextText()).isEqualTo(command("b"));
      wire.command("a", "b", "c");
      wire.chargePoint.sendText("[3,\"b\",{}]");

      assertThat(wire.chargePoint.nextText()).isEqualTo(command("c"));
      wire.chargePoint.close();
      assertThat(wire.undelivered.nextText())
          .as("and of no other was anything told")
          .isEqualTo(notice("c", "DISCONNECTED"));
    }
  }

  /// One identity for each case, or the notices of one would come to the next.
  static Stream<Arguments> answerThatIsNoneIsToldAtOnceAndTheNextCommandGoes() {
    String tooLong = "x".repeat(200_000);
    return Stream.of(
        arguments("ARRAY", "[3,\"a\",[]]"),
        arguments("NO_PAYLOAD", "[3,\"a\"]"),
        arguments("CUT_OFF", "[3,\"a\",{\"cut off"),
        arguments("NO_ERROR_CODE", "[4,\"a\"]"),
        arguments("TOO_LONG", "[3,\"a\",{\"data\":\"%s\"}]".formatted(tooLong)),
        arguments(
            "TOO_LONG_ERROR",
            "[4,\"a\",\"GenericError\",\"\",{\"data\":\"%s\"}]".formatted(tooLong)));
  }

  @ParameterizedTest
  @MethodSource
  void answerThatIsNoneIsToldAtOnceAndTheNextCommandGoes(String id, String answer)
      throws Exception {
    try (Wire wire = new Wire(id)) {
      wire.boot();
      wire.command("a", "b");
      assertThat(wire.chargePoint.nextText()).isEqualTo(command("a"));

      wire.chargePoint.sendText(answer);

      assertThat(wire.undelivered.nextText()).isEqualTo(notice("a", "REFUSED"));
      assertThat(wire.chargePoint.nextText()).isEqualTo(command("b"));
    }
  }

  @Test
  void sendsAndCallsPassWhileACommandIsInFlight() throws Exception {
    String send = "[6,\"s\",\"NotifyPeriodicEventStream\",{}]";
    String call = "[2,\"up\",\"Heartbeat\",{}]";
    try (Wire wire = new Wire("SENDS", "ocpp2.1")) {
      wire.boot();
      wire.command("a", "b");
      assertThat(wire.chargePoint.nextText()).isEqualTo(command("a"));

      wire.chargePoint.sendText(send);
      wire.chargePoint.sendText(call);
      assertThat(wire.observer.nextText()).isEqualTo(send);
      assertThat(wire.observer.nextText()).isEqualTo(call);
      wire.observer.publish("SENDS/out", send);
      wire.observer.publish("SENDS/out", "[3,\"up\",{}]");
      assertThat(wire.chargePoint.nextText()).isEqualTo(send);
      assertThat(wire.chargePoint.nextText()).isEqualTo("[3,\"up\",{}]");

      wire.chargePoint.sendText("[3,\"a\",{}]");
      assertThat(wire.chargePoint.nextText()).isEqualTo(command("b"));
      assertThat(wire.observer.nextText()).isEqualTo("[3,\"a\",{}]");
    }
  }

  /// Each is about an answer of the other side's, even where the id reads like a command's.
  @Test
  void resultErrorsPassBothWaysAndEndNoCommand() throws Exception {
    String error = "[5,\"a\",\"FormatViolation\",\"\",{}]";
    try (Wire wire = new Wire("ERRORS", "ocpp2.1")) {
      wire.boot();
      wire.command("a", "b");
      assertThat(wire.chargePoint.nextText()).isEqualTo(command("a"));

      wire.chargePoint.sendText(error);
      wire.chargePoint.sendText("[5,\"a\"]");
      assertThat(wire.observer.nextText()).isEqualTo(error);
      wire.observer.publish("ERRORS/out", error);
      assertThat(wire.chargePoint.nextText()).isEqualTo(error);

      wire.chargePoint.sendText("[3,\"a\",{}]");
      assertThat(wire.chargePoint.nextText()).isEqualTo(command("b"));
      assertThat(wire.observer.nextText()).isEqualTo("[3,\"a\",{}]");
    }
  }

  /// However long the link took: some drop the connection otherwise.
  @Test
  void commandWaitsForTheFirstAnswerOfAChargePointWhoseLinkCameLate() throws Exception {
    try (ScriptedBroker broker = ScriptedBroker.lettingSubscribeLater();
        TestGateway gateway =
            TestGateway.start(broker.url(), Map.of(GatewayEnvironment.SETTLE_SECONDS, "1"));
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "TARDY")) {
      chargePoint.sendText(BOOT);
      Channel link = broker.nextLink();
      broker.next(MqttConnectMessage.class);
      MqttSubscribeMessage subscribe = broker.next(MqttSubscribeMessage.class);
      ScriptedBroker.publish(link, "TARDY/out", command("a"));
      broker.next(MqttPubAckMessage.class);
      chargePoint.expectNothingFor(Duration.ofSeconds(2));

      ScriptedBroker.subscribed(link, subscribe);

      ScriptedBroker.acknowledge(link, broker.next(MqttPublishMessage.class));
      ScriptedBroker.publish(link, "TARDY/out", BOOT_ANSWER);
      assertThat(chargePoint.nextText()).isEqualTo(BOOT_ANSWER);
      assertThat(chargePoint.nextText()).isEqualTo(command("a"));
    }
  }

  @Test
  void whatIsNoFrameOrUsesAnIdAgainIsTold() throws Exception {
    try (Wire wire = new Wire("INVALID")) {
      wire.boot();
      wire.command("a");
      wire.observer.publish("INVALID/out", "[2,\"a\",\"Reset\",{\"type\":\"Soft\"}]");
      wire.observer.publish("INVALID/out", "[2,\"x\",\"Reset\"]");
      wire.observer.publish("INVALID/out", new byte[] {(byte) 0xC3, 0x28});

      assertThat(wire.undelivered.nextText()).isEqualTo(notice("a", "INVALID"));
      assertThat(wire.undelivered.nextText()).isEqualTo(notice("x", "INVALID"));
      assertThat(wire.undelivered.nextText()).isEqualTo(notice("-1", "INVALID"));
    }
  }

  @Test
  void commandsOfAChargePointThatLeavesAreTold() throws Exception {
    try (Wire wire = new Wire("LEAVES")) {
      wire.boot();
      wire.command("a", "b");
      assertThat(wire.chargePoint.nextText()).isEqualTo(command("a"));

      wire.chargePoint.close();

      assertThat(wire.undelivered.nextText()).isEqualTo(notice("a", "DISCONNECTED"));
      assertThat(wire.undelivered.nextText()).isEqualTo(notice("b", "DISCONNECTED"));
    }
  }

  @Test
  void commandsAreToldWhenTheGatewayStops() throws Exception {
    TestGateway stopping =
        TestGateway.start(
            "mqtt://127.0.0.1:" + mosquitto.port(), Map.of(GatewayEnvironment.SETTLE_SECONDS, "3"));
    try (Wire wire = new Wire(stopping, "DRAINED")) {
      wire.boot();
      wire.command("a");
      assertThat(wire.chargePoint.nextText()).isEqualTo(command("a"));
      Thread stop = Thread.startVirtualThread(stopping::close);

      assertThat(wire.chargePoint.nextClose().closeCode()).isEqualTo(1012);
      assertThat(wire.undelivered.nextText()).isEqualTo(notice("a", "DISCONNECTED"));
      stop.join();
    }
  }

  @Test
  void commandWaitsUntilTheFirstFrameIsAnswered() throws Exception {
    try (Wire wire = new Wire("SETTLES")) {
      wire.chargePoint.sendText(BOOT);
      assertThat(wire.observer.nextText()).isEqualTo(BOOT);

      wire.command("a");
      wire.observer.publish("SETTLES/out", BOOT_ANSWER);

      assertThat(wire.chargePoint.nextText()).isEqualTo(BOOT_ANSWER);
      assertThat(wire.chargePoint.nextText()).isEqualTo(command("a"));
    }
  }

  @Test
  void commandDoesNotWaitForeverForAChargePointThatSaysNothing() throws Exception {
    try (Wire wire = new Wire("SILENT")) {
      wire.chargePoint.sendText(BOOT);
      assertThat(wire.observer.nextText()).isEqualTo(BOOT);

      wire.command("a");

      assertThat(wire.chargePoint.nextText()).isEqualTo(command("a"));
    }
  }

  @Test
  void burstOfCommandsEndsInOneOutcomeEach() throws Exception {
    int commands = 50;
    try (Wire wire = new Wire("BURST")) {
      wire.boot();

      wire.command(IntStream.range(0, commands).mapToObj(Integer::toString).toArray(String[]::new));

      // Nothing is answered before all that find no room were told of: so it is known which do.
      int taken = 3;
      for (int i = taken; i < commands; i++) {
        assertThat(wire.undelivered.nextText())
            .isEqualTo(notice(Integer.toString(i), "QUEUE_FULL"));
      }
      for (int i = 0; i < taken; i++) {
        assertThat(wire.chargePoint.nextText()).isEqualTo(command(Integer.toString(i)));
        wire.chargePoint.sendText("[3,\"%d\",{}]".formatted(i));
        assertThat(wire.observer.nextText()).isEqualTo("[3,\"%d\",{}]".formatted(i));
      }
      assertThat(wire.undelivered.unseen("BURST/undelivered")).isEmpty();
    }
  }

  private static String command(String id) {
    return "[2,\"%s\",\"Reset\",{}]".formatted(id);
  }

  private static String notice(String id, String reason) {
    return "{\"messageId\":\"%s\",\"reason\":\"%s\"}".formatted(id, reason);
  }

  /// A charge point and who watches it.
  private static final class Wire implements AutoCloseable {

    private final String id;
    private final MqttObserver observer;
    private final MqttObserver undelivered;
    private final TestChargePoint chargePoint;

    Wire(String id) throws Exception {
      this(gateway, id);
    }

    Wire(String id, String version) throws Exception {
      this(gateway, id, version);
    }

    Wire(TestGateway gateway, String id) throws Exception {
      this(gateway, id, "ocpp1.6");
    }

    private Wire(TestGateway gateway, String id, String version) throws Exception {
      this.id = id;
      observer = MqttObserver.watch(mosquitto.port(), id + "/in");
      undelivered = MqttObserver.watch(mosquitto.port(), id + "/undelivered");
      chargePoint = TestChargePoint.connectAt(gateway.port(), "/" + id, version);
    }

    void boot() throws Exception {
      chargePoint.sendText(BOOT);
      assertThat(observer.nextText()).isEqualTo(BOOT);
      observer.publish(id + "/out", BOOT_ANSWER);
      assertThat(chargePoint.nextText()).isEqualTo(BOOT_ANSWER);
    }

    void command(String... ids) {
      for (String each : ids) {
        observer.publish(id + "/out", CallRulesIT.command(each));
      }
    }

    @Override
    public void close() throws IOException {
      chargePoint.close();
      undelivered.close();
      observer.close();
    }
  }
}
