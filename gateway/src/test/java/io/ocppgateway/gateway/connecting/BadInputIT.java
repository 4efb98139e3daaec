package io.ocppgateway.gateway.connecting;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.gateway.TestGateway;
import io.ocppgateway.gateway.peer.Mosquitto;
import io.ocppgateway.gateway.peer.MqttObserver;
import io.ocppgateway.gateway.peer.TestChargePoint;
import io.ocppgateway.gateway.peer.TestChargePoint.Received;
import io.ocppgateway.gateway.websocket.Frames;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each kind of bad input has its defined answer, and a charge point beside it notices nothing.
final class BadInputIT {

  private static final String GOOD = "[2,\"good\",\"Heartbeat\",{}]";
  private static final int FIN_TEXT = TestChargePoint.FIN | TestChargePoint.TEXT;

  @TempDir static Path directory;
  private static Mosquitto mosquitto;
  private static TestGateway gateway;
  private static TestChargePoint neighbour;
  private static MqttObserver neighbourSeen;

  private static int cases;

  /// One for each case: the broker takes one CONNECT a second of each.
  private final String identity = "BAD" + cases++;

  private MqttObserver seen;

  @BeforeAll
  static void start() throws Exception {
    mosquitto = Mosquitto.start(directory);
    gateway = TestGateway.start("mqtt://127.0.0.1:" + mosquitto.port());
    neighbourSeen = MqttObserver.watch(mosquitto.port(), "NEIGHBOUR/in");
    neighbour = TestChargePoint.connect(gateway.port(), "NEIGHBOUR");
  }

  @AfterAll
  static void stop() throws Exception {
    if (mosquitto != null) {
      neighbour.close();
      neighbourSeen.close();
      gateway.close();
      mosquitto.close();
    }
  }

  @BeforeEach
  void watch() {
    seen = MqttObserver.watch(mosquitto.port(), identity + "/in");
  }

  @AfterEach
  void neighbourNoticesNothing() throws Exception {
    seen.close();

    neighbour.sendText(GOOD);

    assertThat(neighbourSeen.nextText()).isEqualTo(GOOD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ocpp1.6|[2,\"1\",|FormationViolation|1",
        "ocpp1.6|[2,\"1\",\"Heartbeat\",{|FormationViolation|1",
        "ocpp1.6|hello|FormationViolation|-1",
        "ocpp1.6|{\"a\":1}|FormationViolation|-1",
        "ocpp2.0.1|{\"a\":1}|RpcFrameworkError|-1",
        "ocpp2.0.1|\"text\"|RpcFrameworkError|-1",
        "ocpp2.0.1|[]|RpcFrameworkError|-1",
        "ocpp2.0.1|[9,\"1\",\"X\",{}]|MessageTypeNotSupported|1",
        "ocpp2.0.1|[6,\"1\",\"X\",{}]|MessageTypeNotSupported|1",
        "ocpp2.1|[2,17,\"Heartbeat\",{}]|RpcFrameworkError|-1",
        "ocpp2.1|[2,\"1\",\"Heartbeat\",[]]|FormatViolation|1",
        "ocpp2.1|[3,\"1\",[]]|RpcFrameworkError|1",
      })
  void invalidFrameIsAnsweredAndNotPublished(String version, String frame, String code, String id)
      throws Exception {
    try (TestChargePoint chargePoint =
        TestChargePoint.connectAt(gateway.port(), "/" + identity, version)) {

      chargePoint.sendText(frame);
      chargePoint.sendText(GOOD);

      int type = frame.startsWith("[3") ? 5 : 4;
      assertThat(chargePoint.nextText())
          .startsWith("[%d,\"%s\",\"%s\",\"".formatted(type, id, code))
          .endsWith(",{}]");
      assertThat(seen.nextText()).isEqualTo(GOOD);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ocpp1.6|[9,\"1\",\"X\",{}]",
        "ocpp2.1|[9,\"1\",\"X\",{}]",
        "ocpp1.6|[3,\"1\"]",
        "ocpp2.1|[4,\"1\",7]",
        "ocpp2.1|[6,\"1\",\"X\"]"
      })
  void invalidFrameThatIsOwedNoAnswerIsPassedOver(String version, String frame) throws Exception {
    try (TestChargePoint chargePoint =
        TestChargePoint.connectAt(gateway.port(), "/" + identity, version)) {

      chargePoint.sendText(frame);
      chargePoint.sendText(GOOD);
      chargePoint.send(TestChargePoint.FIN | TestChargePoint.PING, new byte[0]);

      assertThat(seen.nextText()).isEqualTo(GOOD);
      assertThat(chargePoint.next().opcode()).isEqualTo(TestChargePoint.PONG);
    }
  }

  @Test
  void idOver36CharactersIsTaken() throws Exception {
    String call = "[2,\"{6F9619FF-8B86-D011-B42D-00C04FC964FF}\",\"Heartbeat\",{}]";
    try (TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), identity)) {

      chargePoint.sendText(call);

      assertThat(seen.nextText()).isEqualTo(call);
    }
  }

  @ParameterizedTest
  @CsvSource({"ocpp1.6, FormationViolation", "ocpp2.1, RpcFrameworkError"})
  void idOver36CharactersIsAnsweredWhereIdsAreStrict(String version, String code) throws Exception {
    String id = "{6F9619FF-8B86-D011-B42D-00C04FC964FF}";
    try (TestGateway strict =
            TestGateway.start(
                "mqtt://127.0.0.1:" + mosquitto.port(),
                Map.of(GatewayEnvironment.STRICT_MESSAGE_IDS, "true"));
        TestChargePoint chargePoint =
            TestChargePoint.connectAt(strict.port(), "/" + identity, version)) {

      chargePoint.sendText("[2,\"%s\",\"Heartbeat\",{}]".formatted(id));
      chargePoint.sendText(GOOD);

      assertThat(chargePoint.nextText()).startsWith("[4,\"%s\",\"%s\",".formatted(id, code));
      assertThat(seen.nextText()).isEqualTo(GOOD);
    }
  }

  @Test
  void deepNestingIsAnswered() throws Exception {
    String deep =
        "[2,\"deep\",\"DataTransfer\",{\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}]";
    try (TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), identity)) {

      chargePoint.sendText(deep);
      chargePoint.sendText(GOOD);

      assertThat(chargePoint.nextText()).startsWith("[4,\"deep\",\"FormationViolation\",");
      assertThat(seen.nextText()).isEqualTo(GOOD);
    }
  }

  @Test
  void callOverTheBrokersLimitIsAnsweredAndTheConnectionStays() throws Exception {
    try (TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), identity)) {

      chargePoint.sendText(callOfBytes("big", 200 * 1024));
      chargePoint.sendText(GOOD);

      assertThat(chargePoint.nextText()).startsWith("[4,\"big\",\"InternalError\",");
      assertThat(seen.nextText()).isEqualTo(GOOD);
    }
  }

  @Test
  void anyNumberOfCallsOverTheBrokersLimitIsAnswered() throws Exception {
    String big = callOfBytes("big", 129 * 1024);
    try (TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), identity)) {

      for (int i = 0; i < 60; i++) {
        chargePoint.sendText(big);
        assertThat(chargePoint.nextText()).startsWith("[4,\"big\",\"InternalError\",");
      }
      chargePoint.sendText(GOOD);

      assertThat(seen.nextText()).isEqualTo(GOOD);
    }
  }

  @Test
  void compressedCallOverTheBrokersLimitIsAnsweredAndTheConnectionStays() throws Exception {
    try (TestChargePoint chargePoint =
        TestChargePoint.request(
            gateway.port(),
            "/" + identity,
            "Sec-WebSocket-Protocol: ocpp1.6",
            "Sec-WebSocket-Extensions: permessage-deflate")) {

      chargePoint.send(
          FIN_TEXT | TestChargePoint.COMPRESSED,
          Frames.deflated(callOfBytes("big", 200 * 1024).getBytes(UTF_8)));
      chargePoint.send(
          FIN_TEXT | TestChargePoint.COMPRESSED, Frames.deflated(GOOD.getBytes(UTF_8)));

      assertThat(chargePoint.nextText()).startsWith("[4,\"big\",\"InternalError\",");
      assertThat(seen.nextText()).isEqualTo(GOOD);
    }
  }

  @Test
  void compressionIsNotAgreedToWhereItIsSwitchedOff() throws Exception {
    try (TestGateway plain =
            TestGateway.start(
                "mqtt://127.0.0.1:" + mosquitto.port(),
                Map.of(GatewayEnvironment.COMPRESSION, "false"));
        TestChargePoint chargePoint =
            TestChargePoint.request(
                plain.port(),
                "/" + identity,
                "Sec-WebSocket-Protocol: ocpp1.6",
                "Sec-WebSocket-Extensions: permessage-deflate")) {

      chargePoint.send(FIN_TEXT | TestChargePoint.COMPRESSED, GOOD.getBytes(UTF_8));

      assertThat(chargePoint.response()).doesNotContain("Extensions");
      assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void resultOverTheBrokersLimitIsAnsweredIn21() throws Exception {
    String result = "[3,\"big\",{\"a\":\"" + "x".repeat(200 * 1024) + "\"}]";
    try (TestChargePoint chargePoint =
        TestChargePoint.connectAt(gateway.port(), "/" + identity, "ocpp2.1")) {

      chargePoint.sendText(result);
      chargePoint.sendText(GOOD);

      assertThat(chargePoint.nextText()).startsWith("[5,\"big\",\"InternalError\",");
      assertThat(seen.nextText()).isEqualTo(GOOD);
    }
  }

  /// Such text is valid UTF-8: each second byte is the character NUL.
  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32BE"})
  void textPaddedWithNulIsNoFrame(Charset charset) throws Exception {
    try (TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), identity)) {

      chargePoint.send(FIN_TEXT, GOOD.getBytes(charset));
      chargePoint.sendText(GOOD);

      assertThat(chargePoint.nextText()).startsWith("[4,\"-1\",\"FormationViolation\",");
      assertThat(seen.nextText()).isEqualTo(GOOD);
    }
  }

  @Test
  void answerOverTheBrokersLimitIsPassedOver() throws Exception {
    String result = "[3,\"big\",{\"a\":\"" + "x".repeat(200 * 1024) + "\"}]";
    try (TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), identity)) {

      chargePoint.sendText(result);
      chargePoint.sendText(GOOD);

      assertThat(seen.nextText()).isEqualTo(GOOD);
    }
  }

  @Test
  void callOfExactlyTheBrokersLimitIsPublished() throws Exception {
    String largest = callOfBytes("largest", 128 * 1024);
    try (TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), identity)) {

      chargePoint.sendText(largest);

      assertThat(seen.nextText()).isEqualTo(largest);
    }
  }

  @Test
  void messageTooLongToReadClosesWith1009() throws Exception {
    try (TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), identity)) {

      chargePoint.sendText(callOfBytes("huge", 1024 * 1024 + 1));

      assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1009);
      assertThat(chargePoint.isAtEnd()).isTrue();
    }
  }

  @Test
  void fragmentsTooLongToReadCloseWith1009() throws Exception {
    byte[] half = new byte[600 * 1024];
    try (TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), identity)) {

      chargePoint.send(TestChargePoint.TEXT, half);
      chargePoint.send(TestChargePoint.FIN | TestChargePoint.CONTINUATION, half);

      assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void messageThatIsNotFinishedInTimeClosesWith1008() throws Exception {
    try (TestGateway impatient =
            TestGateway.start(
                "mqtt://127.0.0.1:" + mosquitto.port(),
                Map.of(GatewayEnvironment.MESSAGE_TIMEOUT_SECONDS, "1"));
        TestChargePoint chargePoint = TestChargePoint.connect(impatient.port(), identity)) {
      chargePoint.sendText(GOOD);
      assertThat(seen.nextText()).isEqualTo(GOOD);

      chargePoint.send(TestChargePoint.TEXT, "[2,".getBytes(UTF_8));

      assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1008);
      assertThat(seen.unseen(identity + "/in")).isEmpty();
    }
  }

  @Test
  void fragmentsAreOneFrame() throws Exception {
    String frame = "[2,\"1\",\"Heartbeat\",{\"a\":\"ä\"}]";
    byte[] bytes = frame.getBytes(UTF_8);
    int insideCharacter = frame.indexOf('ä') + 1;
    try (TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), identity)) {

      chargePoint.send(TestChargePoint.TEXT, Arrays.copyOf(bytes, insideCharacter));
      chargePoint.send(TestChargePoint.FIN | TestChargePoint.PING, new byte[0]);
      chargePoint.send(TestChargePoint.CONTINUATION, new byte[0]);
      chargePoint.send(
          TestChargePoint.FIN | TestChargePoint.CONTINUATION,
          Arrays.copyOfRange(bytes, insideCharacter, bytes.length));

      assertThat(seen.nextText()).isEqualTo(frame);
      assertThat(chargePoint.next().opcode()).isEqualTo(TestChargePoint.PONG);
    }
  }

  @Test
  void emptyFrameIsPassedOver() throws Exception {
    try (TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), identity)) {

      chargePoint.sendText("");
      chargePoint.sendText(GOOD);

      assertThat(seen.nextText()).isEqualTo(GOOD);
    }
  }

  @Test
  void binaryFrameClosesWith1003() throws Exception {
    try (TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), identity)) {

      chargePoint.send(TestChargePoint.FIN | TestChargePoint.BINARY, GOOD.getBytes(UTF_8));

      assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1003);
      assertThat(seen.unseen(identity + "/in")).isEmpty();
    }
  }

  @Test
  void textThatIsNotUtf8ClosesWith1007() throws Exception {
    try (TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), identity)) {

      chargePoint.send(FIN_TEXT, "[2,\"1\",\"Heartbeat\",{\"a\":\"\u00e4\"}]".getBytes(ISO_8859_1));

      assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1007);
      assertThat(seen.unseen(identity + "/in")).isEmpty();
    }
  }

  @Test
  void reservedBitsCloseWith1002() throws Exception {
    try (TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), identity)) {

      chargePoint.send(0x40 | FIN_TEXT, GOOD.getBytes(UTF_8));

      assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void unmaskedFrameClosesWith1002() throws Exception {
    try (TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), identity)) {

      chargePoint.sendBytes(new byte[] {(byte) FIN_TEXT, 2, '[', ']'});

      assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void tooManyInvalidFramesInARowCloseWith1008() throws Exception {
    try (TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), identity)) {

      for (int i = 0; i < 51; i++) {
        chargePoint.sendText("no frame");
      }

      for (int i = 0; i < 51; i++) {
        assertThat(chargePoint.nextText()).startsWith("[4,\"-1\",");
      }
      assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void goodFrameForgivesTheInvalidOnes() throws Exception {
    try (TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), identity)) {

      for (int i = 0; i < 50; i++) {
        chargePoint.sendText("no frame");
      }
      chargePoint.sendText(GOOD);
      chargePoint.sendText("no frame");
      chargePoint.sendText(GOOD);

      assertThat(seen.nextText()).isEqualTo(GOOD);
      assertThat(seen.nextText()).isEqualTo(GOOD);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/%zz, 400",
    "/CP%4, 400",
    "/, 404",
    "//, 404",
    "/?id=CP1, 404",
  })
  void pathWithoutIdentityIsRefused(String target, int status) throws IOException {
    try (TestChargePoint refused =
        TestChargePoint.request(gateway.port(), target, "Sec-WebSocket-Protocol: ocpp1.6")) {

      assertThat(refused.response()).startsWith("HTTP/1.1 " + status + " ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Nothing: 1", "Sec-WebSocket-Protocol: ocpp0.1, soap"})
  void offerThatIsNotSpokenHereIsRefused(String header) throws IOException {
    try (TestChargePoint refused = TestChargePoint.request(gateway.port(), "/BAD", header)) {

      assertThat(refused.response()).startsWith("HTTP/1.1 400 ");
      assertThat(refused.body()).contains("supported: ocpp1.6, ocpp2.0.1, ocpp2.1");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST /BAD HTTP/1.1|405",
        "GET /BAD HTTP/1.1|426",
        "nonsense|400",
      })
  void whatIsNoUpgradeIsRefused(String requestLine, int status) throws IOException {
    try (TestChargePoint refused =
        TestChargePoint.raw(gateway.port(), requestLine + "\r\nHost: x\r\n\r\n")) {

      assertThat(refused.response()).startsWith("HTTP/1.1 " + status + " ");
    }
  }

  @Test
  void requestLineThatIsTooLongIsRefused() throws IOException {
    try (TestChargePoint refused =
        TestChargePoint.request(gateway.port(), "/" + "x".repeat(5000), "X: y")) {

      assertThat(refused.response()).startsWith("HTTP/1.1 414 ");
    }
  }

  @Test
  void headersThatAreTooLargeAreRefused() throws IOException {
    try (TestChargePoint refused =
        TestChargePoint.request(gateway.port(), "/BAD", "X: " + "y".repeat(10_000))) {

      assertThat(refused.response()).startsWith("HTTP/1.1 431 ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/a/b/CP1, CP1",
    "//CP1//, CP1",
    "/RDAM%20123, RDAM:20123",
    "/RDAM%7c123, RDAM:7C123",
    "/A%2FB, A:2FB",
    "/A+B, A:2BB",
    "ws://gateway.example:80/ocpp/CP1?x=/y, CP1",
  })
  void identityIsTheLastSegment(String target, String thingName) throws Exception {
    try (MqttObserver observer = MqttObserver.watch(mosquitto.port(), thingName + "/in");
        TestChargePoint chargePoint =
            TestChargePoint.connectAt(gateway.port(), target, "ocpp1.6")) {

      chargePoint.sendText(GOOD);

      assertThat(observer.nextText()).isEqualTo(GOOD);
    }
  }

  @Test
  void refusalOfALongIdentityFitsIntoACloseFrame() throws Exception {
    try (TestChargePoint stranger = TestChargePoint.connect(gateway.port(), "stranger")) {

      Received close = stranger.nextClose();

      assertThat(close.payload().length).isLessThanOrEqualTo(125);
    }
  }

  private static String callOfBytes(String id, int bytes) {
    String start = "[2,\"" + id + "\",\"DataTransfer\",{\"data\":\"";
    String end = "\"}]";
    return start + "x".repeat(bytes - start.length() - end.length()) + end;
  }
}
