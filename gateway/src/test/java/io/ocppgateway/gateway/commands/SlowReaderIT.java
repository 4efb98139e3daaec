package io.ocppgateway.gateway.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.gateway.peer.FakeAws;
import io.ocppgateway.gateway.peer.Footprint;
import io.ocppgateway.gateway.peer.GatewayProcess;
import io.ocppgateway.gateway.peer.Mosquitto;
import io.ocppgateway.gateway.peer.MqttObserver;
import io.ocppgateway.gateway.peer.TestChargePoint;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Charge points that take nothing any more, before a real broker and a gateway process of its own:
/// they cost little memory, are sent away in time, and their commands have an outcome.
final class SlowReaderIT {

  /// Together far more than the gateway may take on.
  private static final int MESSAGES = 2_000;

  private static final String FILLING = "x".repeat(64 * 1024);

  /// Beside what it holds for the charge point, the gateway's code warms up.
  private static final int MAX_GROWTH_MEGABYTES = 60;

  private static final int NOT_READING_SECONDS = 5;

  @TempDir private Path directory;

  @Test
  void chargePointThatStopsReadingIsSentAwayAndItsCommandsAreTold() throws Exception {
    try (FakeAws aws = new FakeAws();
        Mosquitto mosquitto = Mosquitto.start(directory);
        MqttObserver undelivered = MqttObserver.watch(mosquitto.port(), "TABLED/undelivered");
        GatewayProcess gateway = GatewayProcess.start(directory, environment(aws, mosquitto));
        TestChargePoint lazy = TestChargePoint.connect(gateway.awaitReadyPort(), "TABLED");
        TestChargePoint neighbour = TestChargePoint.connect(gateway.awaitReadyPort(), "THING");
        MqttObserver operator =
            MqttObserver.answering(mosquitto.port(), "THING", answer("n", ""))) {
      await()
          .until(() -> {
            operator.publish("TABLED/out", command("c1"));
            return lazy.hasSomething();
          });
      operator.publish("TABLED/out", command("c2"));
      Footprint level = Footprint.of(gateway);
      long before = gateway.residentMegabytes();

      for (int i = 0; i < MESSAGES; i++) {
        operator.publish("TABLED/out", answer(Integer.toString(i), FILLING));
      }
      List<String> notices = List.of(notice(undelivered, "c1"), notice(undelivered, "c2"));

      assertThat(notices)
          .allSatisfy(notice -> assertThat(notice).contains("\"reason\":\"DISCONNECTED\""));
      assertThat(gateway.residentMegabytes() - before).isLessThan(MAX_GROWTH_MEGABYTES);
      awaitLogged(gateway, "NOT_READING");
      neighbour.sendText("[2,\"n\",\"Heartbeat\",{}]");
      assertThat(neighbour.nextText()).as("beside it").isEqualTo(answer("n", ""));
      awaitLevel(gateway, level);
    }
  }

  @Test
  void chargePointThatReadsInTimeLosesNothing() throws Exception {
    try (FakeAws aws = new FakeAws();
        Mosquitto mosquitto = Mosquitto.start(directory);
        GatewayProcess gateway = GatewayProcess.start(directory, environment(aws, mosquitto));
        TestChargePoint slow = TestChargePoint.connect(gateway.awaitReadyPort(), "TABLED");
        MqttObserver operator = MqttObserver.watch(mosquitto.port(), "TABLED/in")) {
      slow.sendText("[2,\"first\",\"Heartbeat\",{}]");
      operator.next();
      int messages = 400;

      for (int i = 0; i < messages; i++) {
        operator.publish("TABLED/out", answer(Integer.toString(i), FILLING));
      }
      List<String> read = new ArrayList<>();
      for (int i = 0; i < messages; i++) {
        read.add(slow.nextText().split("\"")[1]);
        if (i == 0) {
          slow.doNothingFor(Duration.ofSeconds(NOT_READING_SECONDS - 2));
        }
      }

      assertThat(read).hasSize(messages).first().isEqualTo("0");
      assertThat(read).last().isEqualTo(Integer.toString(messages - 1));
    }
  }

  /// The charge point's modem is gone, and nothing says so.
  @Test
  void halfOpenSocketIsGivenUpByTheSettingsAndItsCommandsAreTold() throws Exception {
    try (FakeAws aws = new FakeAws();
        Mosquitto mosquitto = Mosquitto.start(directory);
        MqttObserver undelivered = MqttObserver.watch(mosquitto.port(), "TABLED/undelivered");
        GatewayProcess gateway =
            GatewayProcess.start(
                directory,
                with(environment(aws, mosquitto), GatewayEnvironment.PING_INTERVAL_SECONDS, "4"));
        MqttObserver operator = MqttObserver.watch(mosquitto.port(), "TABLED/in");
        TestChargePoint gone = TestChargePoint.connect(gateway.awaitReadyPort(), "TABLED")) {
      gone.sendText("[2,\"first\",\"Heartbeat\",{}]");
      operator.next();
      operator.publish("TABLED/out", command("c1"));
      Footprint level = Footprint.of(gateway);

      String notice = notice(undelivered, "c1");

      assertThat(notice).contains("\"reason\":\"DISCONNECTED\"");
      awaitLogged(gateway, "SILENT");
      awaitLevel(gateway, level);
    }
  }

  /// What became of its commands may be told before.
  private static void awaitLogged(GatewayProcess gateway, String cause) {
    await()
        .untilAsserted(() ->
            assertThat(gateway.log())
                .contains("\"cause\":\"%s\"".formatted(cause), "\"closeCode\":\"1008\""));
  }

  private static void awaitLevel(GatewayProcess gateway, Footprint level) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(Footprint.of(gateway)).matches(level::isLike));
  }

  /// What became of a command; others may be told before.
  private static String notice(MqttObserver undelivered, String id) throws Exception {
    while (true) {
      String notice =
          new String(undelivered.next(Duration.ofSeconds(30)).getPayloadAsBytes(), UTF_8);
      if (notice.contains("\"%s\"".formatted(id))) {
        return notice;
      }
    }
  }

  private static Map<String, String> environment(FakeAws aws, Mosquitto mosquitto) {
    Map<String, String> environment =
        GatewayProcess.environment(aws.url(), "mqtt://127.0.0.1:" + mosquitto.port());
    environment.put(GatewayEnvironment.SETTLE_SECONDS, "0");
    environment.put(GatewayEnvironment.NOT_READING_SECONDS, Integer.toString(NOT_READING_SECONDS));
    return environment;
  }

  private static Map<String, String> with(
      Map<String, String> environment, String name, String value) {
    environment.put(name, value);
    return environment;
  }

  private static String command(String id) {
    return "[2,\"%s\",\"Reset\",{}]".formatted(id);
  }

  private static String answer(String id, String filling) {
    return "[3,\"%s\",{\"data\":\"%s\"}]".formatted(id, filling);
  }
}
