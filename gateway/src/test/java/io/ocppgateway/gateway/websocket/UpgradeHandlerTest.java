package io.ocppgateway.gateway.websocket;

import static io.ocppgateway.gateway.websocket.TestConnection.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.gateway.registry.Registration;
import io.ocppgateway.gateway.session.EndCause;
import io.ocppgateway.gateway.websocket.TestConnection.Shared;
import io.ocppgateway.gateway.websocket.event.RefusalCause;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UpgradeHandlerTest {

  private static final String OCPP16 = "Sec-WebSocket-Protocol: ocpp1.6";

  private final CompletableFuture<Registration> registration = new CompletableFuture<>();
  private final Shared waiting = new Shared(SETTINGS, _ -> registration);
  private final Shared shared = Shared.with(SETTINGS);

  @Test
  void answerIsTheOneOfTheSpecification() {
    TestConnection connection = shared.connect().upgrade("/CP1", OCPP16);

    assertThat(connection.answers())
        .isEqualTo(
            """
            HTTP/1.1 101 Switching Protocols\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
            Sec-WebSocket-Protocol: ocpp1.6\r
            \r
            """);
    assertThat(connection.pipeline().names())
        .containsExactly(
            Handlers.DECODER,
            Handlers.ENCODER,
            Handlers.SESSION,
            "DefaultChannelPipeline$TailContext#0");
  }

  @Test
  void connectionWithoutARequestIsClosedInTime() {
    TestConnection connection = shared.connect();
    connection.pass(Duration.ofSeconds(9));
    boolean openBefore = connection.isOpen();

    connection.pass(Duration.ofSeconds(1));

    assertThat(openBefore).isTrue();
    assertThat(connection.isOpen()).isFalse();
    assertThat(shared.refusals()).containsExactly(RefusalCause.REQUEST_TOO_SLOW);
  }

  @Test
  void requestThatTricklesInIsClosedInTime() {
    TestConnection connection = shared.connect().send("GET /CP1 HTTP/1.1\r\n");
    for (int second = 0; second < 9; second++) {
      connection.send("X-%d: y\r\n".formatted(second));
      connection.pass(Duration.ofSeconds(1));
    }
    boolean openBefore = connection.isOpen();

    connection.pass(Duration.ofSeconds(1));

    assertThat(openBefore).isTrue();
    assertThat(connection.isOpen()).isFalse();
    assertThat(connection.heldBytes()).isZero();
  }

  /// A client should wait for the answer; some do not.
  @Test
  void framesRightBehindTheRequestAreKeptUntilTheyMayBeRead() {
    waiting.readsAtOnce = false;
    byte[] request = TestConnection.request("/CP1", OCPP16).getBytes(StandardCharsets.US_ASCII);
    byte[] frame = Frames.text("[2,\"1\",\"Heartbeat\",{}]");
    TestConnection connection = waiting.connect().send(Frames.joined(request, frame, frame));

    registration.complete(Registration.REGISTERED);
    connection.runPendingTasks();
    List<String> before = List.copyOf(connection.session().texts);
    connection.session().socket.setReading(true);
    connection.runPendingTasks();
    connection.send(frame);

    assertThat(before).isEmpty();
    assertThat(connection.session().texts).hasSize(3).containsOnly("[2,\"1\",\"Heartbeat\",{}]");
    assertThat(connection.pipeline().names()).doesNotContain(Handlers.EARLY_BYTES);
    connection.answers();
    connection.close();
    assertThat(connection.heldBytes()).isZero();
  }

  @Test
  void frameThatBeginsBehindTheRequestMayEndLater() {
    byte[] request = TestConnection.request("/CP1", OCPP16).getBytes(StandardCharsets.US_ASCII);
    byte[] frame = Frames.text("[2,\"1\",\"Heartbeat\",{}]");
    byte[] start = Frames.part(frame, 0, 5);

    TestConnection connection = shared.connect().send(Frames.joined(request, start));
    connection.send(Frames.part(frame, 5, frame.length));

    assertThat(connection.session().texts).containsExactly("[2,\"1\",\"Heartbeat\",{}]");
  }

  @Test
  void secondRequestBehindTheFirstIsNoFrame() {
    String request = TestConnection.request("/CP1", OCPP16);

    TestConnection connection = shared.connect().send(request + request);

    // 'G' has reserved bits set.
    assertThat(connection.session().ends).containsExactly(EndCause.PROTOCOL_ERROR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /CP1 HTTP/1.1|426|NO_UPGRADE",
        "GET / HTTP/1.0|426|NO_UPGRADE",
        "POST /CP1 HTTP/1.1|405|NOT_GET",
        "PRI * HTTP/2.0|405|NOT_GET",
        "GET /CP1|400|NOT_HTTP",
        "GET /RDAM 123 HTTP/1.1|400|NOT_HTTP",
        "nonsense|400|NOT_HTTP",
        "PROXY TCP4 192.0.2.9 192.0.2.8 1 2|400|NOT_HTTP",
      })
  void whatIsNoWebSocketIsRefusedWithAWord(String line, int status, RefusalCause cause) {
    TestConnection connection = shared.connect().send(line + "\r\nHost: x\r\n\r\n");

    assertThat(connection.answers())
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("Connection: close\r\n\r\n");
    assertThat(connection.isOpen()).isFalse();
    assertThat(shared.refusals()).containsExactly(cause);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Connection: Upgrade\\r\\n||400",
        "Connection: Upgrade\\r\\n|Connection: close\\r\\n|400",
        "Upgrade: websocket\\r\\n||426",
        "Upgrade: websocket\\r\\n|Upgrade: h2c\\r\\n|426",
        "Sec-WebSocket-Version: 13\\r\\n||426",
        "Sec-WebSocket-Version: 13\\r\\n|Sec-WebSocket-Version: 8\\r\\n|426",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\\r\\n||400",
        "dGhlIHNhbXBsZSBub25jZQ==|c2hvcnQ=|400",
        "dGhlIHNhbXBsZSBub25jZQ==|????????????????????????|400",
        "HTTP/1.1|HTTP/1.0|505",
        "Host: x|Content-Length: 5|400",
        "Host: x|Transfer-Encoding: chunked|400",
      })
  void handshakeThatLacksSomethingIsRefused(String from, @Nullable String to, int status) {
    String request =
        TestConnection.request("/CP1", OCPP16)
            .replace(escaped(from), to == null ? "" : escaped(to));

    TestConnection connection = shared.connect().send(request);

    assertThat(connection.answers()).startsWith("HTTP/1.1 " + status + " ");
    assertThat(shared.sessions).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Connection: Upgrade|connection: keep-alive, UPGRADE",
        "Connection: Upgrade|CONNECTION:upgrade",
        "Connection: Upgrade|Connection: keep-alive\\r\\nConnection: Upgrade",
        "Upgrade: websocket|UPGRADE: WebSocket",
        "Sec-WebSocket-Version: 13|sec-websocket-version:   13",
        "Host: x|X: y",
        "GET|\\r\\nGET",
        "Host: x|Content-Length: 0",
        "GET /CP1|GET ws://gateway.example:8080/ocpp//CP1/CP1/?v=1",
      })
  void oddHandshakeIsAccepted(String from, String to) {
    String request = TestConnection.request("/CP1", OCPP16).replace(from, escaped(to));

    TestConnection connection = shared.connect().send(request);

    assertThat(connection.answers()).startsWith("HTTP/1.1 101 ");
    assertThat(connection.session().id).hasToString("CP1");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void requestMayComeInPieces(int bytes) {
    String request = TestConnection.request("/CP1", OCPP16);
    TestConnection connection = shared.connect();

    for (int i = 0; i < request.length(); i += bytes) {
      connection.send(request.substring(i, Math.min(request.length(), i + bytes)));
    }

    assertThat(connection.session().id).hasToString("CP1");
  }

  @Test
  void connectionsOfOneAddressAreLimited() {
    List<TestConnection> first = List.of(shared.connect(), shared.connect(), shared.connect());
    TestConnection fourth = shared.connect().upgrade("/CP4", OCPP16);
    TestConnection elsewhere =
        shared.connectFrom(new InetSocketAddress("192.0.2.2", 1)).upgrade("/CP5", OCPP16);

    first.getFirst().close();
    TestConnection fifth = shared.connect().upgrade("/CP6", OCPP16);

    assertThat(fourth.answers()).startsWith("HTTP/1.1 429 ").contains("\r\nRetry-After: 60\r\n");
    assertThat(elsewhere.answers()).startsWith("HTTP/1.1 101 ");
    assertThat(fifth.answers()).startsWith("HTTP/1.1 101 ");
    assertThat(shared.refusals()).containsExactly(RefusalCause.TOO_MANY_CONNECTIONS);
  }

  @Test
  void refusalsOfOneAddressAreLimited() {
    for (int i = 0; i < 5; i++) {
      shared.connect().upgrade("/%zz", OCPP16).close();
    }
    TestConnection sixth = shared.connect().upgrade("/CP1", OCPP16);
    shared.ticker.advanceMillis(12_000);
    TestConnection later = shared.connect().upgrade("/CP1", OCPP16);

    assertThat(sixth.answers()).startsWith("HTTP/1.1 429 ").contains("\r\nRetry-After: 12\r\n");
    assertThat(later.answers()).startsWith("HTTP/1.1 101 ");
    assertThat(shared.refusals()).endsWith(RefusalCause.TOO_MANY_REFUSALS);
  }

  private static String escaped(String text) {
    return text.replace("\\r", "\r").replace("\\n", "\n");
  }
}
