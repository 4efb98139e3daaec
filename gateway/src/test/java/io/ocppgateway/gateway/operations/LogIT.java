package io.ocppgateway.gateway.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.gateway.TestGateway;
import io.ocppgateway.gateway.peer.FakeAws;
import io.ocppgateway.gateway.peer.GatewayProcess;
import io.ocppgateway.gateway.peer.Mosquitto;
import io.ocppgateway.gateway.peer.MqttObserver;
import io.ocppgateway.gateway.peer.TestChargePoint;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import io.ocppgateway.ocpp.topic.TraceOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the process writes on its standard output while charge points talk, well and badly.
final class LogIT {

  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final String UP = "payload-of-charge-point";
  private static final String DOWN = "payload-of-operator";
  private static final String WRONG = "a-password-that-is-wrong";
  private static final String[] SECRETS = {
    UP, DOWN, WRONG, FakeAws.PASSWORD, FakeAws.PEPPER, "Basic ", "EXAMPLEKEY"
  };

  @TempDir static Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"INFO", "DEBUG"})
  void noLineHoldsPayloadsOrSecrets(String level) throws Exception {
    try (FakeAws aws = new FakeAws();
        Mosquitto mosquitto = Mosquitto.start(directory);
        MqttObserver observer = MqttObserver.watch(mosquitto.port(), "SECRET/in");
        GatewayProcess process =
            GatewayProcess.start(directory, environment(aws, mosquitto, level))) {
      int port = process.awaitPort();
      refused(port, "/SECRET", authorization(WRONG));
      refused(port, "/SECRET?password=" + WRONG + "%", authorization(WRONG));
      refused(port, "/" + WRONG.repeat(10), authorization(FakeAws.PASSWORD));
      try (TestChargePoint chargePoint =
          TestChargePoint.request(
              port,
              "/SECRET",
              "Sec-WebSocket-Protocol: ocpp1.6",
              authorization(FakeAws.PASSWORD))) {
        chargePoint.sendText("[2,\"1\",\"Heartbeat\",{\"x\":\"%s\"}]".formatted(UP));
        observer.next();
        chargePoint.sendText("[2,\"2\",\"%s\"]".formatted(UP));
        chargePoint.sendText(UP);
        chargePoint.sendText("[3,\"3\",{\"x\":\"%s\"}]".formatted(UP));
        observer.publish("SECRET/out", "[2,\"4\",\"Reset\",{\"x\":\"%s\"}]".formatted(DOWN));
        observer.publish("SECRET/out", DOWN);
        observer.publish("SECRET/out", "{\"x\":\"%s\"}".formatted(DOWN));
        await()
            .atMost(DEADLINE)
            .until(() ->
                process.log().split("message for the charge point is no frame", -1).length == 3);
      }
      process.terminate();
      process.awaitExit();

      String log = process.log();

      assertThat(log).contains("\"level\":\"WARN\"", "invalid frame", "connection refused");
      assertThat(log).doesNotContain(SECRETS);
    }
  }

  @Test
  void metricsStandBesideTheLogAndAddUpToWhatCame() throws Exception {
    int messages = 30;
    try (FakeAws aws = new FakeAws();
        Mosquitto mosquitto = Mosquitto.start(directory);
        MqttObserver observer = MqttObserver.watch(mosquitto.port(), "TABLED/in")) {
      Map<String, String> environment = environment(aws, mosquitto, "INFO");
      environment.put(GatewayEnvironment.SECURITY_PROFILE, "0");
      environment.put(GatewayEnvironment.METRICS_INTERVAL_SECONDS, "1");
      environment.put(GatewayEnvironment.METRICS_DIMENSIONS, "Stack=one");
      try (GatewayProcess process = GatewayProcess.start(directory, environment);
          TestChargePoint chargePoint = TestChargePoint.connect(process.awaitPort(), "TABLED")) {
        for (int i = 0; i < messages; i++) {
          chargePoint.sendText("[2,\"%d\",\"Heartbeat\",{}]".formatted(i));
          observer.next();
        }
        await().atMost(DEADLINE).until(() -> metricLines(process.log()).size() >= 2);
        chargePoint.sendText("[2,\"last\",\"Heartbeat\",{}]");
        observer.next();
        process.terminate();
        chargePoint.nextClose();
        process.awaitExit();

        List<JsonNode> lines = metricLines(process.log());

        assertThat(lines).allSatisfy(LogIT::isEmbeddedMetricFormat);
        assertThat(sum(lines, "MessagesReceived")).isEqualTo(messages + 1);
        assertThat(sum(lines, "Upgrades")).isEqualTo(1);
        assertThat(sum(lines, "SessionsEndedGatewayStopping")).isEqualTo(1);
        assertThat(lines.getLast().path("Connections").asInt()).isZero();
        assertThat(
                lines.stream()
                    .mapToLong(line -> line.path("PublishSeconds").path("Count").asLong())
                    .sum())
            .isEqualTo(messages + 1);
      }
    }
  }

  @Test
  void chargePointIsTracedWhileItIsOrderedAndNobodyElseIs() throws Exception {
    try (FakeAws aws = new FakeAws();
        Mosquitto mosquitto = Mosquitto.start(directory);
        MqttObserver observer = MqttObserver.watch(mosquitto.port(), "+/in")) {
      Map<String, String> environment = environment(aws, mosquitto, "INFO");
      environment.put(GatewayEnvironment.SECURITY_PROFILE, "0");
      try (GatewayProcess process = GatewayProcess.start(directory, environment)) {
        int port = process.awaitPort();
        TraceOrder order = new TraceOrder(Instant.now().plusSeconds(600));
        TestChargePoint first = TestChargePoint.connect(port, "TABLED");
        TestChargePoint other = TestChargePoint.connect(port, "THING");
        send(first, observer, "before");
        observer.publishRetained("TABLED/out", order.toJson());
        await().atMost(DEADLINE).until(() -> process.log().contains("TRACE_STARTED"));
        send(first, observer, "traced");
        send(other, observer, "of-another");
        first.close();
        TestChargePoint second = TestChargePoint.connect(port, "TABLED");
        await().atMost(DEADLINE).until(() -> process.log().split("TRACE_STARTED", -1).length == 3);
        send(second, observer, "traced-again");
        observer.publish("TABLED/out", new TraceOrder(Instant.EPOCH).toJson());
        await().atMost(DEADLINE).until(() -> process.log().contains("TRACE_ENDED"));
        send(second, observer, "after");

        process.terminate();
        process.awaitExit();

        assertThat(process.log())
            .contains("payload-traced\\\"", "payload-traced-again\\\"")
            .doesNotContain("payload-before", "payload-of-another", "payload-after");
        second.close();
        other.close();
      }
    }
  }

  @Test
  void refusalsBeyondCountShareALine() throws Exception {
    int attempts = 40;
    try (FakeAws aws = new FakeAws();
        Mosquitto mosquitto = Mosquitto.start(directory);
        GatewayProcess process =
            GatewayProcess.start(directory, environment(aws, mosquitto, "DEBUG"))) {
      int port = process.awaitPort();
      for (int i = 0; i < attempts; i++) {
        refused(port, "/SECRET", authorization(WRONG));
      }

      process.terminate();
      process.awaitExit();

      List<JsonNode> events =
          lines(process.log()).stream().filter(line -> !pair(line, "cause").isEmpty()).toList();
      assertThat(events).allMatch(line -> pair(line, "event").equals("SECURITY"));
      assertThat(events).allMatch(line -> pair(line, "cause").equals("BAD_CREDENTIALS"));
      assertThat(events.stream().map(line -> pair(line, "count")).filter(count -> !count.isEmpty()))
          .containsExactly("30");
      assertThat(events).hasSize(11);
    }
  }

  @Test
  void endlessNonsenseOfAChargePointDoesNotFillTheLog() throws Exception {
    try (FakeAws aws = new FakeAws();
        Mosquitto mosquitto = Mosquitto.start(directory)) {
      Map<String, String> environment = environment(aws, mosquitto, "DEBUG");
      environment.put(GatewayEnvironment.SECURITY_PROFILE, "0");
      try (GatewayProcess process = GatewayProcess.start(directory, environment);
          TestChargePoint chargePoint = TestChargePoint.connect(process.awaitPort(), "TABLED")) {
        for (int i = 0; i < 45; i++) {
          chargePoint.sendText("nonsense");
          chargePoint.nextText();
        }

        process.terminate();
        process.awaitExit();

        assertThat(process.log().split("invalid frame", -1)).hasSizeBetween(11, 14);
      }
    }
  }

  @Test
  void containersHealthCheckSeesWhetherItIsAlive() throws Exception {
    try (Mosquitto mosquitto = Mosquitto.start(directory);
        TestGateway gateway = TestGateway.start("mqtt://127.0.0.1:" + mosquitto.port())) {
      int alive = healthCheck(gateway.healthPort());
      int notThere = healthCheck(gateway.port());

      assertThat(alive).isZero();
      assertThat(notThere).isNotZero();
    }
  }

  private static int healthCheck(int port) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("bash", Path.of("src/main/docker/healthcheck.sh").toString());
    builder.environment().put(GatewayEnvironment.HEALTH_PORT, Integer.toString(port));
    Process check = builder.redirectErrorStream(true).start();
    assertThat(check.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return check.exitValue();
  }

  private static void send(TestChargePoint chargePoint, MqttObserver observer, String marker)
      throws Exception {
    chargePoint.sendText("[2,\"1\",\"Heartbeat\",{\"x\":\"payload-%s\"}]".formatted(marker));
    assertThat(observer.nextText()).contains(marker);
  }

  private static void refused(int port, String target, String authorization) throws IOException {
    TestChargePoint.request(port, target, "Sec-WebSocket-Protocol: ocpp1.6", authorization).close();
  }

  private static String authorization(String password) {
    return "Authorization: Basic "
        + Base64.getEncoder().encodeToString(("SECRET:" + password).getBytes(UTF_8));
  }

  private static List<JsonNode> lines(String log) {
    // What SLF4J says of its own start is on standard error, and no line of the log.
    return log.lines()
        .filter(line -> line.startsWith("{"))
        .map(line -> JsonMapper.shared().readTree(line))
        .toList();
  }

  private static List<JsonNode> metricLines(String log) {
    return log.lines()
        .filter(line -> line.startsWith("{\"_aws\""))
        .map(line -> JsonMapper.shared().readTree(line))
        .toList();
  }

  private static String pair(JsonNode line, String key) {
    for (JsonNode pair : line.path("kvpList")) {
      if (pair.has(key)) {
        return pair.path(key).asString();
      }
    }
    return "";
  }

  private static long sum(List<JsonNode> lines, String name) {
    return lines.stream().mapToLong(line -> line.path(name).asLong(0)).sum();
  }

  /// What CloudWatch's schema and limits ask for.
  private static void isEmbeddedMetricFormat(JsonNode line) {
    assertThat(line.path("_aws").path("Timestamp").isIntegralNumber()).isTrue();
    assertThat(line.toString().length()).as("a log driver may split more").isLessThan(16 * 1024);
    List<JsonNode> directives = new ArrayList<>();
    line.path("_aws").path("CloudWatchMetrics").forEach(directives::add);
    assertThat(directives).isNotEmpty();
    for (JsonNode directive : directives) {
      assertThat(directive.path("Namespace").asString()).isEqualTo("OcppGateway");
      assertThat(directive.path("Dimensions").toString()).isEqualTo("[[\"Stack\"]]");
      assertThat(line.path("Stack").asString()).isEqualTo("one");
      assertThat(directive.path("Metrics").size()).isBetween(1, 100);
      for (JsonNode metric : directive.path("Metrics")) {
        JsonNode target = line.path(metric.path("Name").asString());
        assertThat(metric.path("Unit").asString()).isIn("Count", "Bytes", "Seconds");
        assertThat(target.isNumber() || target.path("Values").size() > 0).isTrue();
        assertThat(target.path("Values").size())
            .isEqualTo(target.path("Counts").size())
            .isLessThanOrEqualTo(100);
      }
    }
  }

  private static Map<String, String> environment(FakeAws aws, Mosquitto mosquitto, String level) {
    Map<String, String> environment = new HashMap<>();
    environment.put(GatewayEnvironment.PORT, "0");
    environment.put(GatewayEnvironment.HEALTH_PORT, "0");
    environment.put(GatewayEnvironment.BROKER_URL, "mqtt://127.0.0.1:" + mosquitto.port());
    environment.put(GatewayEnvironment.CHARGE_POINTS_TABLE, "ChargePoints");
    environment.put(GatewayEnvironment.SECURITY_PROFILE, "1");
    environment.put(GatewayEnvironment.CREDENTIAL_PEPPER, FakeAws.PEPPER);
    environment.put(GatewayEnvironment.SETTLE_SECONDS, "0");
    environment.put(GatewayEnvironment.DRAIN_SECONDS, "1");
    environment.put(GatewayEnvironment.DRAIN_NOTICE_SECONDS, "0");
    environment.put(GatewayEnvironment.LOG_LEVEL, level);
    environment.put(GatewayEnvironment.AWS_REGION, "eu-central-1");
    environment.put("AWS_ENDPOINT_URL", aws.url());
    environment.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    environment.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    return environment;
  }
}
