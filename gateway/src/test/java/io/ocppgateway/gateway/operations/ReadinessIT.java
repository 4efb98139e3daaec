package io.ocppgateway.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.gateway.peer.FakeAws;
import io.ocppgateway.gateway.peer.FreePorts;
import io.ocppgateway.gateway.peer.GatewayProcess;
import io.ocppgateway.gateway.peer.Mosquitto;
import io.ocppgateway.gateway.peer.TestChargePoint;
import java.io.IOException;
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

/// When the load balancer may send charge points: not before the broker and the registry were
/// reached, and from then on whatever becomes of them.
final class ReadinessIT {

  /// The wait between two attempts doubles up to 30 s.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static HttpClient http;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    http.close();
  }

  @Test
  void gatewayIsReadyOnceTheBrokerIsThereAndStaysSo() throws Exception {
    try (FakeAws aws = new FakeAws();
        Mosquitto mosquitto = Mosquitto.start(directory);
        GatewayProcess gateway = away(mosquitto, aws)) {
      int port = gateway.awaitHealthPort();
      awaitLogged(gateway, "not reached yet");
      HttpResponse<String> without = readiness(port);
      int alive = ask(port, "/healthz").statusCode();

      mosquitto.restart();
      awaitReady(port);
      mosquitto.breakDown();
      aws.breakDown();

      assertThat(without.statusCode()).isEqualTo(503);
      assertThat(without.body()).isEqualTo("starting\n");
      assertThat(alive).isEqualTo(200);
      await()
          .during(Duration.ofSeconds(3))
          .failFast("it is no longer ready", () -> readiness(port).statusCode() != 200)
          .until(() -> readiness(port).statusCode() == 200);
    }
  }

  @Test
  void gatewayIsReadyOnceTheRegistryIsThereAndStaysSo() throws Exception {
    int awsPort = FreePorts.next();
    try (Mosquitto mosquitto = Mosquitto.start(directory);
        GatewayProcess gateway =
            GatewayProcess.start(
                directory,
                GatewayProcess.environment("http://127.0.0.1:" + awsPort, url(mosquitto)))) {
      int port = gateway.awaitHealthPort();
      awaitLogged(gateway, "\"party\":\"registry\"");
      int without = readiness(port).statusCode();

      FakeAws aws = new FakeAws(awsPort);
      awaitReady(port);
      aws.close();

      assertThat(without).isEqualTo(503);
      assertThat(readiness(port).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void accountThatDoesNotAnswerIsAskedUntilItDoes() throws Exception {
    int awsPort = FreePorts.next();
    Map<String, String> environment = GatewayProcess.environment("http://127.0.0.1:" + awsPort, "");
    try (GatewayProcess gateway = GatewayProcess.start(directory, environment)) {
      int port = gateway.awaitPort();
      awaitLogged(gateway, "\"party\":\"AWS IoT\"");
      String refusal = answerTo(port);
      int without = readiness(gateway.awaitHealthPort()).statusCode();

      try (FakeAws _ = new FakeAws(awsPort)) {
        awaitLogged(gateway, "{\"broker\":\"wss:\\/\\/iot.example\\/mqtt\"}");

        assertThat(refusal).startsWith("HTTP/1.1 503 ").contains("Retry-After: 10");
        assertThat(without).isEqualTo(503);
        assertThat(answerTo(port)).startsWith("HTTP/1.1 101 ");
        assertThat(gateway.isAlive()).isTrue();
      }
    }
  }

  /// A gateway whose broker has gone before it came.
  private GatewayProcess away(Mosquitto mosquitto, FakeAws aws) throws IOException {
    mosquitto.breakDown();
    return GatewayProcess.start(directory, GatewayProcess.environment(aws.url(), url(mosquitto)));
  }

  private static void awaitReady(int port) {
    await().atMost(PATIENCE).until(() -> readiness(port).statusCode() == 200);
  }

  private static void awaitLogged(GatewayProcess gateway, String text) {
    await().atMost(PATIENCE).until(() -> gateway.log().contains(text));
  }

  private static HttpResponse<String> readiness(int port) throws Exception {
    return ask(port, "/readyz");
  }

  private static HttpResponse<String> ask(int port, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String answerTo(int port) throws IOException {
    try (TestChargePoint chargePoint =
        TestChargePoint.request(port, "/TABLED", "Sec-WebSocket-Protocol: ocpp1.6")) {
      return chargePoint.response();
    }
  }

  private static String url(Mosquitto mosquitto) {
    return "mqtt://127.0.0.1:" + mosquitto.port();
  }
}
