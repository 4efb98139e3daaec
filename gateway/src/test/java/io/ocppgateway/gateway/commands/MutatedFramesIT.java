package io.ocppgateway.gateway.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.gateway.TestGateway;
import io.ocppgateway.gateway.peer.Mosquitto;
import io.ocppgateway.gateway.peer.MqttObserver;
import io.ocppgateway.gateway.peer.TestChargePoint;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Whatever a charge point and those who publish for it send each other in OCPP's place: both are
/// heard to the end, who stands beside them notices nothing, and nothing of it is left.
final class MutatedFramesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String FIRST = "[2,\"first\",\"Heartbeat\",{}]";
  private static final String LAST = "[2,\"last\",\"Heartbeat\",{}]";
  private static final String LAST_ANSWER = "[3,\"last\",{}]";

  /// Ids that meet, so that answers find commands under way, and commands each other.
  private static final List<String> FRAMES =
      List.of(
          "[2,\"1\",\"Reset\",{}]",
          "[2,\"2\",\"DataTransfer\",{\"data\":[1.50,{\"a\":\"\\u00fc\"},\"ü\",null]}]",
          "[3,\"1\",{}]",
          "[3,\"2\",{\"status\":\"Accepted\"}]",
          "[4,\"1\",\"GenericError\",\"\",{}]",
          "[5,\"2\",\"FormatViolation\",\"\",{}]",
          "[6,\"3\",\"NotifyPeriodicEventStream\",{}]");

  /// What JSON and its readers stumble over.
  private static final String CHARACTERS = "[]{},:\"\\0123456-.eEtfnu \u0000\n\u007fü€\ufffd";

  private static Path directory;
  private static Mosquitto mosquitto;
  private static TestGateway gateway;
  private static HttpClient http;
  private static MqttObserver neighbourSeen;
  private static TestChargePoint neighbour;
  private static int talks;

  /// @param isUp whether the charge point says it
  private record Message(boolean isUp, String text) {}

  private enum Kind {
    REPLACE,
    INSERT,
    DELETE,
    CUT_OFF,
    SAY_AGAIN
  }

  private record Mutation(Kind kind, int at, char character) {

    String of(String text) {
      if (text.isEmpty()) {
        return text;
      }
      int place = at % text.length();
      String before = text.substring(0, place);
      return switch (kind) {
        case REPLACE -> before + character + text.substring(place + 1);
        case INSERT -> before + character + text.substring(place);
        case DELETE -> before + text.substring(place + 1);
        case CUT_OFF -> before;
        case SAY_AGAIN -> text + text.substring(place);
      };
    }
  }

  @BeforeContainer
  static void start() throws Exception {
    directory = Files.createTempDirectory("mutated-frames");
    mosquitto = Mosquitto.start(directory);
    gateway =
        TestGateway.start(
            "mqtt://127.0.0.1:" + mosquitto.port(),
            Map.of(
                GatewayEnvironment.MAX_INVALID_FRAMES,
                "0",
                GatewayEnvironment.COMMAND_TIMEOUT_SECONDS,
                "1"));
    http = HttpClient.newHttpClient();
    neighbourSeen = MqttObserver.watch(mosquitto.port(), "NEIGHBOUR/in");
    neighbour = TestChargePoint.connect(gateway.port(), "NEIGHBOUR");
  }

  @AfterContainer
  static void stop() throws Exception {
    if (mosquitto == null) {
      return;
    }
    neighbour.close();
    neighbourSeen.close();
    http.close();
    gateway.close();
    mosquitto.close();
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF)
  void mutatedFramesDoNoHarm(@ForAll("talks") List<Message> talk) throws Exception {
    String id = "MUTANT" + talks++;
    try (MqttObserver seen = MqttObserver.watch(mosquitto.port(), id + "/in");
        TestChargePoint chargePoint =
            TestChargePoint.connectAt(gateway.port(), "/" + id, "ocpp2.1")) {
      chargePoint.sendText(FIRST);
      assertThat(seen.nextText()).isEqualTo(FIRST);

      for (Message message : talk) {
        if (message.isUp()) {
          chargePoint.sendText(message.text());
        } else {
          seen.publish(id + "/out", message.text());
        }
      }
      chargePoint.sendText(LAST);
      seen.publish(id + "/out", LAST_ANSWER);

      while (!seen.nextText().equals(LAST)) {
        // What passed for frames.
      }
      while (!chargePoint.nextText().equals(LAST_ANSWER)) {
        // Likewise, and answers to what did not.
      }
    }
    neighbour.sendText(FIRST);
    assertThat(neighbourSeen.nextText()).isEqualTo(FIRST);
    await().atMost(PATIENCE).untilAsserted(MutatedFramesIT::nothingIsLeft);
  }

  private static void nothingIsLeft() throws Exception {
    URI page = URI.create("http://127.0.0.1:%d/metrics".formatted(gateway.healthPort()));
    String metrics =
        http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
            .body();

    assertThat(metrics)
        .containsPattern("(?m)^ocpp_gateway_connections 1(\\.0)?$")
        .containsPattern("(?m)^ocpp_gateway_commands_waiting 0(\\.0)?$")
        .containsPattern("(?m)^ocpp_gateway_outbox_messages 0(\\.0)?$")
        .containsPattern("(?m)^ocpp_gateway_outbox_bytes 0(\\.0)?$")
        .containsPattern(
            "(?m)^ocpp_gateway_sessions_ended_total\\{cause=\"internal_error\"} 0(\\.0)?$");
  }

  @Provide
  Arbitrary<List<Message>> talks() {
    Arbitrary<Mutation> mutations =
        Combinators.combine(
                Arbitraries.of(Kind.class),
                Arbitraries.integers().between(0, 200),
                Arbitraries.of(CHARACTERS.chars().mapToObj(c -> (char) c).toList()))
            .as(Mutation::new);
    Arbitrary<String> texts =
        Combinators.combine(Arbitraries.of(FRAMES), mutations.list().ofMaxSize(3))
            .as(MutatedFramesIT::mutated);
    return Combinators.combine(Arbitraries.of(true, false), texts)
        .as(Message::new)
        .list()
        .ofSize(200);
  }

  private static String mutated(String frame, List<Mutation> mutations) {
    String text = frame;
    for (Mutation mutation : mutations) {
      text = mutation.of(text);
    }
    return text;
  }
}
