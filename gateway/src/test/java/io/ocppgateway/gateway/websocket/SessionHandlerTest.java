package io.ocppgateway.gateway.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.ocppgateway.gateway.session.EndCause;
import io.ocppgateway.gateway.websocket.TestConnection.Shared;
import io.ocppgateway.gateway.websocket.event.UpgradedConnection;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a connection does after its upgrade.
final class SessionHandlerTest {

  private static final String OCPP16 = "Sec-WebSocket-Protocol: ocpp1.6";
  private static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate";
  private static final String HEARTBEAT = "[2,\"1\",\"Heartbeat\",{}]";

  private final Shared shared = Shared.with(TestConnection.SETTINGS);
  private final TestConnection connection = shared.connect();

  @AfterEach
  void nothingIsHeld() {
    connection.answers();
    connection.close();
    connection.runPendingTasks();

    assertThat(connection.heldBytes()).isZero();
  }

  @Test
  void silentChargePointIsPingedTwiceAndThenGivenUp() {
    open();

    connection.pass(Duration.ofSeconds(119));
    String early = connection.answers();
    connection.pass(Duration.ofSeconds(1));
    String first = connection.answers();
    connection.pass(Duration.ofSeconds(120));
    String second = connection.answers();
    connection.pass(Duration.ofSeconds(120));

    assertThat(early).isEmpty();
    assertThat(first).isEqualTo("\u0089\u0000");
    assertThat(second).isEqualTo("\u0089\u0000");
    assertThat(connection.session().ends).containsExactly(EndCause.SILENT);
  }

  @Test
  void pingComesOneIntervalAfterTheLastByte() {
    open();
    connection.pass(Duration.ofSeconds(100));
    connection.send(Frames.text(HEARTBEAT));

    connection.pass(Duration.ofSeconds(119));
    String early = connection.answers();
    connection.pass(Duration.ofSeconds(1));

    assertThat(early).isEmpty();
    assertThat(connection.answers()).isEqualTo("\u0089\u0000");
  }

  @Test
  void pongsKeepAChargePoint() {
    open();

    for (int i = 0; i < 10; i++) {
      connection.pass(Duration.ofSeconds(120));
      connection.send(frame(Frames.FIN | Frames.PONG, new byte[0]));
    }

    assertThat(connection.session().ends).isEmpty();
  }

  @Test
  void longMessageOverABadLineIsTaken() {
    open();
    byte[] frame = Frames.text(HEARTBEAT);

    for (int i = 0; i < frame.length; i++) {
      connection.pass(Duration.ofSeconds(2));
      connection.send(Frames.part(frame, i, i + 1));
    }

    assertThat(connection.session().ends).isEmpty();
    assertThat(connection.session().texts).containsExactly(HEARTBEAT);
  }

  static Stream<byte[]> messageThatIsNotFinishedInTimeIsGivenUp() {
    return Stream.of(
        Frames.part(Frames.text(HEARTBEAT), 0, 10),
        Frames.part(Frames.text(HEARTBEAT), 0, 20),
        frame(Frames.TEXT, "[2,".getBytes(UTF_8)));
  }

  @ParameterizedTest
  @MethodSource
  void messageThatIsNotFinishedInTimeIsGivenUp(byte[] beginning) {
    open();
    connection.send(beginning);
    connection.pass(Duration.ofSeconds(59));
    connection.send(new byte[] {(byte) 0x80});
    List<EndCause> before = List.copyOf(connection.session().ends);

    connection.pass(Duration.ofSeconds(1));

    assertThat(before).isEmpty();
    assertThat(connection.session().ends).containsExactly(EndCause.MESSAGE_UNFINISHED);
  }

  @Test
  void everyMessageHasItsOwnTime() {
    open();
    byte[] frame = Frames.text(HEARTBEAT);
    byte[] rest = Frames.part(frame, 10, frame.length);
    byte[] beginning = Frames.part(frame, 0, 10);

    connection.send(beginning);
    for (int i = 0; i < 5; i++) {
      connection.pass(Duration.ofSeconds(50));
      connection.send(Frames.joined(rest, beginning));
    }

    assertThat(connection.session().ends).isEmpty();
    assertThat(connection.session().texts).hasSize(5);
  }

  @Test
  void messageNeedNotBeFinishedWhileNobodyReads() {
    open();
    byte[] frame = Frames.text(HEARTBEAT);
    connection.send(Frames.part(frame, 0, 10));

    connection.pass(Duration.ofSeconds(10));
    connection.session().socket.setReading(false);
    connection.pass(Duration.ofSeconds(40));
    connection.session().socket.setReading(true);
    connection.pass(Duration.ofSeconds(50));
    connection.session().socket.setReading(false);
    connection.pass(Duration.ofSeconds(500));
    connection.session().socket.setReading(true);
    connection.pass(Duration.ofSeconds(59));
    connection.send(Frames.part(frame, 10, frame.length));

    assertThat(connection.session().ends).isEmpty();
    assertThat(connection.session().texts).containsExactly(HEARTBEAT);
  }

  @Test
  void whoBeginsSomethingLongWhileMemoryIsScarceIsSentAway() {
    Shared scarce = Shared.with(TestConnection.withUnfinishedBytes(100 * 1024));
    byte[] frame = frame(Frames.FIN | Frames.TEXT, new byte[90 * 1024]);
    byte[] most = Frames.part(frame, 0, 80 * 1024);
    TestConnection first = open(scarce, 1);
    TestConnection second = open(scarce, 2);
    TestConnection third = open(scarce, 3);

    first.send(most);
    second.send(frame(Frames.TEXT, new byte[30 * 1024]));
    third.send(Frames.part(frame, 0, 10 * 1024));
    second.close();
    first.send(Frames.part(frame, 80 * 1024, frame.length));
    third.send(Frames.part(frame, 10 * 1024, 80 * 1024));

    assertThat(scarce.sessions.get(0).ends).isEmpty();
    assertThat(scarce.sessions.get(0).texts).hasSize(1);
    assertThat(scarce.sessions.get(1).ends).containsExactly(EndCause.TOO_MUCH_UNFINISHED);
    assertThat(scarce.sessions.get(2).ends).as("has little, then room").isEmpty();
    scarce.closeAll();
  }

  @Test
  void whatAnEndedConnectionHeldIsFreeAgain() {
    Shared scarce = Shared.with(TestConnection.withUnfinishedBytes(100 * 1024));
    byte[] most = frame(Frames.TEXT, new byte[90 * 1024]);

    for (int i = 0; i < 5; i++) {
      open(scarce, i).send(most).close();
    }

    assertThat(scarce.sessions).allSatisfy(session -> assertThat(session.ends).isEmpty());
    scarce.closeAll();
  }

  @Test
  void chargePointThatIsNotReadIsNotCalledSilent() {
    open();
    connection.session().socket.setReading(false);

    connection.pass(Duration.ofSeconds(120));
    connection.pass(Duration.ofSeconds(120));
    connection.pass(Duration.ofSeconds(120));

    assertThat(connection.session().ends).isEmpty();
    assertThat(connection.session().unheard).isOne();
  }

  @Test
  void floodIsReadMoreSlowlyAndLosesNothing() {
    open();

    for (int i = 0; i < 150; i++) {
      connection.send(Frames.text("[2,\"%d\",\"Heartbeat\",{}]".formatted(i)));
    }
    boolean readingAfterFlood = connection.config().isAutoRead();
    connection.pass(Duration.ofMillis(10));
    boolean readingBeforeItIsPaid = connection.config().isAutoRead();
    connection.send(Frames.text(HEARTBEAT));
    connection.pass(Duration.ofMillis(600));

    assertThat(readingAfterFlood).isFalse();
    assertThat(readingBeforeItIsPaid).isTrue();
    assertThat(connection.config().isAutoRead()).isTrue();
    assertThat(connection.session().texts).hasSize(151);
    assertThat(connection.session().ends).isEmpty();
    assertThat(shared.pauses).hasSize(2);
    // 50 of 151 were over the limit, and so was the one that came too early.
    assertThat(shared.pauses.getLast()).isBetween(Duration.ofMillis(490), Duration.ofMillis(510));
  }

  /// What was read at once is in our buffers already.
  @Test
  void noPauseIsLongerThanHalfAMinute() {
    open();
    byte[] frames = Frames.repeated(Frames.text(HEARTBEAT), 10_000);

    connection.send(frames);
    connection.pass(Duration.ofMillis(10));
    connection.send(Frames.text(HEARTBEAT));

    assertThat(connection.session().texts).hasSize(10_001);
    assertThat(shared.pauses.getLast())
        .isBetween(Duration.ofSeconds(29), Duration.ofMillis(30_010));
  }

  @Test
  void hundredMessagesASecondAreNoFlood() {
    open();

    for (int i = 0; i < 1000; i++) {
      connection.send(Frames.text(HEARTBEAT));
      connection.pass(Duration.ofMillis(10));
    }

    assertThat(shared.pauses).isEmpty();
  }

  @Test
  void slowedDownChargePointStaysHeldBackByItsSession() {
    open();
    for (int i = 0; i < 101; i++) {
      connection.send(Frames.text(HEARTBEAT));
    }
    connection.session().socket.setReading(false);

    connection.pass(Duration.ofSeconds(1));

    assertThat(connection.config().isAutoRead()).isFalse();
  }

  @Test
  void compressedMessageIsDecompressed() {
    openCompressed();
    byte[] compressed = Frames.deflated(HEARTBEAT.getBytes(UTF_8));

    connection.send(frame(Frames.FIN | Frames.RSV1 | Frames.TEXT, compressed));
    connection.send(frame(Frames.RSV1 | Frames.TEXT, Frames.part(compressed, 0, 3)));
    connection.send(frame(Frames.FIN | Frames.PING, new byte[0]));
    connection.send(
        frame(Frames.FIN | Frames.CONTINUATION, Frames.part(compressed, 3, compressed.length)));
    connection.send(Frames.text(HEARTBEAT));

    assertThat(connection.session().texts).hasSize(3).containsOnly(HEARTBEAT);
    assertThat(connection.answers()).isEqualTo("\u008a\u0000");
  }

  @Test
  void messageThatInflatesBeyondTheLimitClosesWith1009AndIsNotHeld() {
    openCompressed();
    byte[] bomb = Frames.deflated(new byte[64 * 1024 * 1024]);

    connection.send(frame(Frames.FIN | Frames.RSV1 | Frames.TEXT, bomb));

    assertThat(bomb.length).isLessThan(100_000);
    assertThat(connection.session().ends).containsExactly(EndCause.MESSAGE_TOO_BIG);
    assertThat(connection.heldBytes()).isLessThan(1000);
  }

  @Test
  void messageThatInflatesToTheLimitIsRead() {
    openCompressed();
    byte[] message = "x".repeat(1024 * 1024).getBytes(UTF_8);

    connection.send(frame(Frames.FIN | Frames.RSV1 | Frames.TEXT, Frames.deflated(message)));

    assertThat(connection.session().texts).singleElement().asString().hasSize(1024 * 1024);
  }

  @Test
  void corruptCompressionClosesWith1002() {
    openCompressed();

    connection.send(
        frame(Frames.FIN | Frames.RSV1 | Frames.TEXT, new byte[] {(byte) 0xFF, 1, 2, 3}));

    assertThat(connection.session().ends).containsExactly(EndCause.PROTOCOL_ERROR);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        Frames.FIN | Frames.RSV2 | Frames.TEXT,
        Frames.FIN | Frames.RSV3 | Frames.TEXT,
        Frames.FIN | Frames.RSV1 | Frames.RSV2 | Frames.TEXT,
        Frames.FIN | Frames.RSV1 | Frames.PING,
        Frames.FIN | Frames.RSV1 | Frames.PONG,
      })
  void bitsThatNoExtensionUsesCloseWith1002(int first) {
    openCompressed();

    connection.send(frame(first, Frames.deflated(HEARTBEAT.getBytes(UTF_8))));

    assertThat(connection.session().ends).containsExactly(EndCause.PROTOCOL_ERROR);
    assertThat(connection.session().texts).isEmpty();
  }

  @Test
  void continuationIsNotMarkedCompressed() {
    openCompressed();

    connection.send(frame(Frames.RSV1 | Frames.TEXT, new byte[] {1}));
    connection.send(frame(Frames.FIN | Frames.RSV1 | Frames.CONTINUATION, new byte[] {1}));

    assertThat(connection.session().ends).containsExactly(EndCause.PROTOCOL_ERROR);
  }

  @Test
  void longMessageIsSentCompressedAndAShortOneIsNot() {
    openCompressed();
    String message = "[2,\"1\",\"DataTransfer\",{\"data\":\"" + "x".repeat(1000) + "\"}]";

    connection.session().socket.send(Unpooled.copiedBuffer(HEARTBEAT, UTF_8));
    connection.session().socket.send(Unpooled.copiedBuffer(message, UTF_8));
    connection.session().socket.flush();

    assertThat(connection.answers())
        .startsWith("\u0081" + (char) HEARTBEAT.length() + HEARTBEAT + "\u00c1")
        .hasSizeLessThan(200);
  }

  @Test
  void messageThatDoesNotShrinkIsSentAsItIs() {
    openCompressed();
    byte[] noise = new byte[1000];
    new Random(1).nextBytes(noise);

    connection.session().socket.send(Unpooled.wrappedBuffer(noise));
    connection.session().socket.flush();

    assertThat(connection.answers())
        .isEqualTo("\u0081\u007e\u0003\u00e8" + new String(noise, ISO_8859_1));
  }

  @Test
  void messageBeyondTheClientsWindowIsNotCompressed() {
    connection.upgrade("/CP1", OCPP16, DEFLATE + "; server_max_window_bits=9");
    String head = connection.answers();

    connection.session().socket.send(Unpooled.copiedBuffer("x".repeat(513), UTF_8));
    connection.session().socket.send(Unpooled.copiedBuffer("x".repeat(512), UTF_8));
    connection.session().socket.flush();

    assertThat(head).contains("; server_max_window_bits=9\r\n");
    assertThat(connection.answers()).startsWith("\u0081\u007e\u0002\u0001xxx").contains("x\u00c1");
  }

  @Test
  void dataBehindAGoodbyeIsPassedOver() {
    open();

    connection.send(
        Frames.joined(
            frame(Frames.FIN | Frames.CLOSE, new byte[] {0x03, (byte) 0xE8}),
            Frames.text(HEARTBEAT)));

    assertThat(connection.session().texts).isEmpty();
    assertThat(connection.answers()).isEqualTo("\u0088\u0002\u0003\u00e8");
    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void halfAMessageIsDroppedWithItsConnection() {
    open();

    connection.send(frame(Frames.TEXT, new byte[5000]));
    connection.close();
    connection.runPendingTasks();

    assertThat(connection.heldBytes()).isZero();
    assertThat(connection.session().closed).isTrue();
  }

  @Test
  void fragmentsWithoutContentCostNothing() {
    open();
    connection.send(frame(Frames.TEXT, new byte[0]));
    long before = connection.heldBytes();

    for (int i = 0; i < 10_000; i++) {
      connection.send(frame(Frames.CONTINUATION, new byte[0]));
    }

    assertThat(connection.heldBytes()).isEqualTo(before);
    assertThat(connection.config().isAutoRead()).isFalse();
  }

  private static TestConnection open(Shared shared, int number) {
    return shared.connectFrom(TestConnection.peer(number)).upgrade("/CP" + number, OCPP16);
  }

  private void open() {
    connection.upgrade("/CP1", OCPP16);
    connection.answers();
  }

  private void openCompressed() {
    connection.upgrade("/CP1", OCPP16, DEFLATE + "; client_max_window_bits");
    assertThat(connection.answers())
        .contains(
            "\r\nSec-WebSocket-Extensions: permessage-deflate; client_no_context_takeover\r\n");
    assertThat(shared.upgraded).singleElement().matches(UpgradedConnection::isCompressed);
  }

  private static byte[] frame(int first, byte[] payload) {
    return Frames.frame(first, payload);
  }
}
