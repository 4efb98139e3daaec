package io.ocppgateway.gateway.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.fail;

import io.ocppgateway.gateway.TestGateway;
import io.ocppgateway.gateway.peer.Mosquitto;
import io.ocppgateway.gateway.peer.MqttObserver;
import io.ocppgateway.gateway.peer.TestChargePoint;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the health port says, while charge points talk through mosquitto.
final class MetricsIT {

  private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final String CALL = "[2,\"%d\",\"StatusNotification\",{\"info\":\"ü\"}]";
  private static final String ANSWER = "[3,\"%d\",{}]";

  @TempDir static Path directory;
  private static Mosquitto mosquitto;
  private static HttpClient http;

  @BeforeAll
  static void start() throws Exception {
    mosquitto = Mosquitto.start(directory);
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() throws Exception {
    if (http != null) {
      http.close();
    }
    if (mosquitto != null) {
      mosquitto.close();
    }
  }

  @Test
  void numbersAreWhatWasSent() throws Exception {
    int chargePoints = 5;
    int calls = 40;
    String url = "mqtt://127.0.0.1:" + mosquitto.port();
    try (TestGateway gateway = TestGateway.start(url)) {
      for (int i = 0; i < chargePoints; i++) {
        talk(gateway, "METER" + i, calls);
      }
      await().atMost(DEADLINE).until(() -> value(gateway, "ocpp_gateway_connections") == 0);

      Map<String, Double> values = values(gateway);

      int messages = chargePoints * calls;
      assertThat(values)
          .containsEntry("ocpp_gateway_upgrades_total", (double) chargePoints)
          .containsEntry("ocpp_gateway_messages_received_total", (double) messages)
          .containsEntry("ocpp_gateway_messages_sent_total", (double) messages)
          .containsEntry(
              "ocpp_gateway_received_bytes_total", (double) chargePoints * bytesOf(CALL, calls))
          .containsEntry(
              "ocpp_gateway_sent_bytes_total", (double) chargePoints * bytesOf(ANSWER, calls))
          .containsEntry("ocpp_gateway_publish_seconds_count", (double) messages)
          .containsEntry("ocpp_gateway_outbox_messages", 0.0)
          .containsEntry("ocpp_gateway_outbox_bytes", 0.0)
          .containsEntry(
              "ocpp_gateway_sessions_ended_total{cause=\"connection_lost\"}",
              (double) chargePoints);
    }
  }

  @Test
  void commandsAreCountedToTheirOutcome() throws Exception {
    try (TestGateway gateway =
            TestGateway.start(
                "mqtt://127.0.0.1:" + mosquitto.port(), Map.of("MAX_WAITING_COMMANDS", "2"));
        MqttObserver observer = MqttObserver.watch(mosquitto.port(), "QUEUES/undelivered")) {
      TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "QUEUES");
      await().atMost(DEADLINE).until(() -> hears(observer, "QUEUES", chargePoint));
      for (int i = 0; i < 4; i++) {
        observer.publish("QUEUES/out", "[2,\"c%d\",\"Reset\",{}]".formatted(i));
      }
      await()
          .atMost(DEADLINE)
          .until(() ->
              value(gateway, "ocpp_gateway_undelivered_total{reason=\"queue_full\"}") == 1
                  && value(gateway, "ocpp_gateway_commands_waiting") == 2);
      chargePoint.sendText("[3,\"unheard-of\",{}]");
      chargePoint.sendText("no frame");
      chargePoint.nextText();
      chargePoint.nextText();

      chargePoint.close();

      await()
          .atMost(DEADLINE)
          .untilAsserted(() ->
              assertThat(values(gateway))
                  .containsEntry("ocpp_gateway_commands_waiting", 0.0)
                  .containsEntry("ocpp_gateway_undelivered_total{reason=\"queue_full\"}", 1.0)
                  .containsEntry("ocpp_gateway_undelivered_total{reason=\"disconnected\"}", 3.0)
                  .containsEntry("ocpp_gateway_answers_dropped_total{fate=\"unknown\"}", 1.0)
                  .containsEntry("ocpp_gateway_invalid_frames_total", 1.0)
                  .containsEntry("ocpp_gateway_connections", 0.0));
    }
  }

  @Test
  void answersThatNobodyWaitsForAndCopiesOfCommandsAreCounted() throws Exception {
    try (TestGateway gateway =
            TestGateway.start(
                "mqtt://127.0.0.1:" + mosquitto.port(), Map.of("COMMAND_TIMEOUT_SECONDS", "3"));
        MqttObserver observer = MqttObserver.watch(mosquitto.port(), "FATES/undelivered");
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "FATES")) {
      await().atMost(DEADLINE).until(() -> hears(observer, "FATES", chargePoint));
      observer.publish("FATES/out", "[2,\"late\",\"Reset\",{}]");
      observer.publish("FATES/out", "[2,\"late\",\"Reset\",{}]");
      assertThat(observer.nextText()).contains("TIMEOUT");
      observer.publish("FATES/out", "[2,\"twice\",\"Reset\",{}]");
      readUntil("twice", chargePoint);

      chargePoint.sendText("[3,\"late\",{}]");
      chargePoint.sendText("[3,\"twice\",{}]");
      chargePoint.sendText("[3,\"twice\",{}]");
      chargePoint.sendText("[4,\"twice\",\"GenericError\",\"\",{}]");
      chargePoint.sendText("[3,\"unheard-of\",{}]");

      await()
          .atMost(DEADLINE)
          .untilAsserted(() ->
              assertThat(values(gateway))
                  .containsEntry("ocpp_gateway_answers_dropped_total{fate=\"late\"}", 1.0)
                  .containsEntry("ocpp_gateway_answers_dropped_total{fate=\"duplicate\"}", 2.0)
                  .containsEntry("ocpp_gateway_answers_dropped_total{fate=\"unknown\"}", 1.0)
                  .containsEntry("ocpp_gateway_commands_repeated_total", 1.0)
                  .containsEntry("ocpp_gateway_undelivered_total{reason=\"timeout\"}", 1.0));
    }
  }

  @Test
  void refusalsAreCountedByCause() throws Exception {
    try (TestGateway gateway = TestGateway.start("mqtt://127.0.0.1:" + mosquitto.port())) {
      TestChargePoint.connect(gateway.port(), "stranger").close();
      TestChargePoint.request(gateway.port(), "/unlucky", "Sec-WebSocket-Protocol: ocpp1.6")
          .close();
      TestChargePoint.request(gateway.port(), "/CP1", "Sec-WebSocket-Protocol: ocpp9").close();

      Map<String, Double> values = values(gateway);

      assertThat(values)
          .containsEntry("ocpp_gateway_refusals_total{cause=\"unregistered\"}", 1.0)
          .containsEntry("ocpp_gateway_refusals_total{cause=\"registry_unavailable\"}", 1.0)
          .containsEntry("ocpp_gateway_refusals_total{cause=\"subprotocol\"}", 1.0)
          .containsEntry("ocpp_gateway_refusals_total{cause=\"not_http\"}", 0.0)
          .containsEntry("ocpp_gateway_upgrades_total", 0.0);
    }
  }

  @Test
  void takeoverAndReconnectAreCounted() throws Exception {
    try (Mosquitto ours = Mosquitto.start(directory);
        TestGateway gateway = TestGateway.start("mqtt://127.0.0.1:" + ours.port());
        TestChargePoint older = TestChargePoint.connect(gateway.port(), "TWICE")) {
      older.sendText(CALL.formatted(1));
      await()
          .atMost(DEADLINE)
          .until(() -> value(gateway, "ocpp_gateway_publish_seconds_count") == 1);
      TestChargePoint newer = TestChargePoint.connect(gateway.port(), "TWICE");
      assertThat(older.nextClose().closeCode()).isEqualTo(1000);
      newer.sendText(CALL.formatted(2));
      await()
          .atMost(DEADLINE)
          .until(() -> value(gateway, "ocpp_gateway_publish_seconds_count") == 2);

      ours.breakDown();
      newer.sendText(CALL.formatted(3));
      await().atMost(DEADLINE).until(() -> value(gateway, "ocpp_gateway_outbox_messages") == 1);
      ours.restart();

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() ->
              assertThat(values(gateway))
                  .containsEntry("ocpp_gateway_sessions_ended_total{cause=\"taken_over\"}", 1.0)
                  .containsEntry("ocpp_gateway_broker_reconnects_total", 1.0)
                  .containsEntry("ocpp_gateway_outbox_messages", 0.0));
      newer.close();
    }
  }

  @Test
  void prometheusReadsThePage() throws Exception {
    try (TestGateway gateway = TestGateway.start("mqtt://127.0.0.1:" + mosquitto.port())) {
      HttpResponse<String> page = get(gateway, "/metrics", "GET");

      List<String> complaints = check(page.body());

      assertThat(page.headers().firstValue("content-type"))
          .contains("text/plain; version=0.0.4; charset=utf-8");
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void pageSaysWhatThePortHasAndTheDocumentationSaysTheSame() throws Exception {
    try (TestGateway gateway = TestGateway.start("mqtt://127.0.0.1:" + mosquitto.port())) {
      List<String> exposed =
          get(gateway, "/metrics", "GET")
              .body()
              .lines()
              .filter(line -> line.startsWith("# TYPE "))
              .map(line -> line.split(" ")[2] + " " + line.split(" ")[3])
              .sorted()
              .toList();

      List<String> documented =
          Files.readAllLines(Path.of("..", "docs", "operations.md")).stream()
              .filter(line ->
                  line.matches(
                      "\\| `[a-z_]+`( by [^|]*)? \\| (counter|gauge|fact|histogram) \\|.*"))
              // To Prometheus a fact is a gauge.
              .map(line ->
                  line.split("`")[1] + " " + line.split("\\|")[2].strip().replace("fact", "gauge"))
              .sorted()
              .toList();

      assertThat(documented).isEqualTo(exposed);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/healthz, GET, 200",
    "/healthz?from=load-balancer, GET, 200",
    "/readyz, GET, 200",
    "/readyz, HEAD, 200",
    "/metrics, HEAD, 200",
    "/healthz, POST, 405",
    "/metrics, DELETE, 405",
    "/, GET, 404",
    "/metrics/, GET, 404",
  })
  void healthPortAnswers(String path, String method, int status) throws Exception {
    try (TestGateway gateway = TestGateway.start("mqtt://127.0.0.1:" + mosquitto.port())) {
      await().until(() -> get(gateway, "/readyz", "GET").statusCode() == 200);

      HttpResponse<String> answer = get(gateway, path, method);

      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.headers().firstValue("allow").isPresent()).isEqualTo(status == 405);
      assertThat(answer.body().isEmpty()).isEqualTo(method.equals("HEAD"));
    }
  }

  @Test
  void brokerThatIsGoneMakesNobodyUnhealthy() throws Exception {
    try (Mosquitto ours = Mosquitto.start(directory);
        TestGateway gateway = TestGateway.start("mqtt://127.0.0.1:" + ours.port());
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "ALONE")) {
      chargePoint.sendText(CALL.formatted(1));
      await()
          .atMost(DEADLINE)
          .until(() -> value(gateway, "ocpp_gateway_publish_seconds_count") == 1);

      ours.breakDown();
      await()
          .atMost(DEADLINE)
          .until(() ->
              values(gateway).entrySet().stream()
                  .filter(
                      entry -> entry.getKey().startsWith("ocpp_gateway_broker_connections_ended"))
                  .anyMatch(entry -> entry.getValue() > 0));

      assertThat(get(gateway, "/readyz", "GET").statusCode()).isEqualTo(200);
      assertThat(get(gateway, "/healthz", "GET").statusCode()).isEqualTo(200);
    }
  }

  private static void talk(TestGateway gateway, String id, int calls) throws Exception {
    try (MqttObserver observer = MqttObserver.watch(mosquitto.port(), id + "/in");
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), id)) {
      for (int i = 0; i < calls; i++) {
        chargePoint.sendText(CALL.formatted(i));
        assertThat(observer.nextText()).isEqualTo(CALL.formatted(i));
        observer.publish(id + "/out", ANSWER.formatted(i));
        assertThat(chargePoint.nextText()).isEqualTo(ANSWER.formatted(i));
      }
      // The acknowledgement of the last one comes on its own way.
      await().atMost(DEADLINE).until(() -> value(gateway, "ocpp_gateway_outbox_messages") == 0);
    }
  }

  private static long bytesOf(String template, int count) {
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += template.formatted(i).getBytes(UTF_8).length;
    }
    return bytes;
  }

  /// Whether commands reach the charge point already: takes what came.
  private static boolean hears(MqttObserver observer, String id, TestChargePoint chargePoint)
      throws IOException {
    observer.publish(id + "/out", "[3,\"probe\",{}]");
    if (!chargePoint.hasSomething()) {
      return false;
    }
    while (chargePoint.hasSomething()) {
      chargePoint.nextText();
    }
    return true;
  }

  private static void readUntil(String word, TestChargePoint chargePoint) throws IOException {
    while (!chargePoint.nextText().contains(word)) {
      // Something from before.
    }
  }

  private static double value(TestGateway gateway, String name) throws Exception {
    return values(gateway).getOrDefault(name, Double.NaN);
  }

  private static Map<String, Double> values(TestGateway gateway) throws Exception {
    Map<String, Double> values = new TreeMap<>();
    get(gateway, "/metrics", "GET")
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> {
          int space = line.lastIndexOf(' ');
          String number = line.substring(space + 1);
          values.put(
              line.substring(0, space), Double.parseDouble(number.replace("+Inf", "Infinity")));
        });
    return values;
  }

  private static HttpResponse<String> get(TestGateway gateway, String path, String method)
      throws Exception {
    URI uri = URI.create("http://127.0.0.1:%d%s".formatted(gateway.healthPort(), path));
    return http.send(
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// What Prometheus' own tool has to say against a page.
  private static List<String> check(String page) throws Exception {
    if (!Files.isExecutable(PROMTOOL)) {
      String notice = PROMTOOL + " is not there; install Debian's package prometheus";
      if (System.getenv("CI") != null) {
        fail(notice);
      }
      Assumptions.abort(notice);
    }
    Process promtool =
        new ProcessBuilder(PROMTOOL.toString(), "check", "metrics")
            .redirectErrorStream(true)
            .start();
    try (OutputStream in = promtool.getOutputStream()) {
      in.write(page.getBytes(UTF_8));
    }
    List<String> complaints =
        new String(promtool.getInputStream().readAllBytes(), UTF_8).lines().toList();
    assertThat(promtool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return complaints;
  }
}
