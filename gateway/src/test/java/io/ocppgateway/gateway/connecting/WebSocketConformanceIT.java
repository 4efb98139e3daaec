package io.ocppgateway.gateway.connecting;

import static io.ocppgateway.gateway.peer.TestChargePoint.CLOSE;
import static io.ocppgateway.gateway.peer.TestChargePoint.CONTINUATION;
import static io.ocppgateway.gateway.peer.TestChargePoint.FIN;
import static io.ocppgateway.gateway.peer.TestChargePoint.PING;
import static io.ocppgateway.gateway.peer.TestChargePoint.PONG;
import static io.ocppgateway.gateway.peer.TestChargePoint.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.gateway.TestGateway;
import io.ocppgateway.gateway.peer.Mosquitto;
import io.ocppgateway.gateway.peer.MqttObserver;
import io.ocppgateway.gateway.peer.TestChargePoint;
import io.ocppgateway.gateway.peer.TestChargePoint.Received;
import io.ocppgateway.gateway.websocket.Frames;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6455, as far as it applies to a relay of JSON texts, against a bare socket.
///
/// The cases follow the numbers of the Autobahn test suite, which runs on a Python that Debian has
/// no more; each is written anew. A relay does not echo: what a case sends as one message must
/// reach the broker as one message, and the other way. Left out is what only an echo of any text,
/// or of binary messages, could show.
final class WebSocketConformanceIT {

  private static final byte[] NORMAL = {0x03, (byte) 0xE8};
  private static final String FRAME = "[2,\"1\",\"Heartbeat\",{}]";

  @TempDir static Path directory;
  private static Mosquitto mosquitto;
  private static TestGateway gateway;

  private static final AtomicInteger CASES = new AtomicInteger();

  /// A charge point for each case: one that comes back is kept waiting for a second.
  private final String id = "RFC6455-" + CASES.incrementAndGet();

  private MqttObserver seen;
  private TestChargePoint chargePoint;

  @BeforeAll
  static void start() throws Exception {
    mosquitto = Mosquitto.start(directory);
    gateway = TestGateway.start("mqtt://127.0.0.1:" + mosquitto.port());
  }

  @AfterAll
  static void stop() throws Exception {
    if (mosquitto != null) {
      gateway.close();
      mosquitto.close();
    }
  }

  @BeforeEach
  void connect() throws Exception {
    seen = MqttObserver.watch(mosquitto.port(), id + "/in");
    chargePoint = TestChargePoint.connect(gateway.port(), id);
  }

  @AfterEach
  void disconnect() throws Exception {
    chargePoint.close();
    seen.close();
  }

  /// 1.1: lengths on both sides of each way to write a length.
  @ParameterizedTest
  @ValueSource(ints = {20, 125, 126, 127, 128, 65_535, 65_536, 131_072})
  void case1messagesOfAnyLengthPassBothWays(int bytes) throws Exception {
    String frame = "[2,\"1\",\"X\",{\"a\":\"" + "x".repeat(Math.max(0, bytes - 21)) + "\"}]";
    String message =
        bytes == 20 ? "[2,\"1\",\"Heartbt\",{}]" : frame + " ".repeat(bytes - frame.length());

    chargePoint.sendText(message);
    String published = seen.nextText();
    seen.publish(id + "/out", message);

    assertThat(published).isEqualTo(message).hasSize(bytes);
    assertThat(chargePoint.nextText()).isEqualTo(message);
  }

  /// 1.1.8 and 9.7: a message in the smallest pieces that TCP can carry.
  @Test
  void case1messageMayComeByteByByte() throws Exception {
    chargePoint.sendTextByteByByte(FRAME);

    assertThat(seen.nextText()).isEqualTo(FRAME);
  }

  /// 2.1 to 2.4: pings without, with little, with any and with the longest payload.
  @ParameterizedTest
  @ValueSource(strings = {"", "68656c6c6f", "00fffefdfc00", "LONGEST"})
  void case2pingIsAnsweredWithItsPayload(String hex) throws Exception {
    byte[] payload =
        hex.equals("LONGEST") ? filled(125, (byte) 0xFE) : HexFormat.of().parseHex(hex);

    chargePoint.send(FIN | PING, payload);

    Received pong = chargePoint.next();
    assertThat(pong.opcode()).isEqualTo(PONG);
    assertThat(pong.payload()).isEqualTo(payload);
  }

  /// 2.5: a ping longer than a control frame may be.
  @Test
  void case2pingThatIsTooLongCloses() throws Exception {
    chargePoint.send(FIN | PING, filled(126, (byte) 0xFE));

    assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1002);
  }

  /// 2.7 to 2.9: pongs that nobody asked for are passed over.
  @ParameterizedTest
  @ValueSource(strings = {"", "unsolicited"})
  void case2pongIsPassedOver(String payload) throws Exception {
    chargePoint.send(FIN | PONG, payload.getBytes(UTF_8));
    chargePoint.send(FIN | PING, "then".getBytes(UTF_8));

    assertThat(chargePoint.next().text()).isEqualTo("then");
  }

  /// 2.10 and 2.11: ten pings are answered in order.
  @Test
  void case2pingsAreAnsweredInOrder() throws Exception {
    for (int i = 0; i < 10; i++) {
      chargePoint.send(FIN | PING, new byte[] {(byte) i});
    }

    for (int i = 0; i < 10; i++) {
      assertThat(chargePoint.next().payload()).containsExactly(i);
    }
  }

  /// 3.1 to 3.7: reserved bits without an extension, in data and in control frames, after good
  /// ones.
  @ParameterizedTest
  @ValueSource(ints = {0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x70})
  void case3reservedBitsClose(int bits) throws Exception {
    chargePoint.sendText(FRAME);
    assertThat(seen.nextText()).isEqualTo(FRAME);

    chargePoint.send(FIN | bits | (bits > 0x40 ? PING : TEXT), new byte[0]);

    assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1002);
    assertThat(chargePoint.isAtEnd()).isTrue();
  }

  /// 4.1 and 4.2: opcodes that mean nothing.
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
  void case4reservedOpcodesClose(int opcode) throws Exception {
    chargePoint.sendText(FRAME);
    chargePoint.send(FIN | opcode, new byte[0]);

    assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1002);
    assertThat(seen.nextText()).isEqualTo(FRAME);
  }

  /// 5.1 and 5.2: control frames cannot be fragmented.
  @ParameterizedTest
  @ValueSource(ints = {PING, PONG, CLOSE})
  void case5controlFrameInFragmentsCloses(int opcode) throws Exception {
    chargePoint.send(opcode, NORMAL);

    assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1002);
  }

  /// 5.3 to 5.8, 5.19 and 5.20: fragments with pings between them, sent together or apart.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 22})
  void case5fragmentsAreOneMessage(int pieces) throws Exception {
    byte[] bytes = FRAME.getBytes(UTF_8);
    int length = Math.ceilDiv(bytes.length, pieces);

    for (int from = 0; from < bytes.length; from += length) {
      boolean isLast = from + length >= bytes.length;
      chargePoint.send(
          (isLast ? FIN : 0) | (from == 0 ? TEXT : CONTINUATION),
          Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length)));
      chargePoint.send(FIN | PING, new byte[] {(byte) from});
    }

    assertThat(seen.nextText()).isEqualTo(FRAME);
    for (int from = 0; from < bytes.length; from += length) {
      assertThat(chargePoint.next().payload()).containsExactly(from);
    }
  }

  /// 5.9 to 5.14: a continuation of nothing, final or not.
  @ParameterizedTest
  @ValueSource(ints = {CONTINUATION, FIN | CONTINUATION})
  void case5continuationOfNothingCloses(int first) throws Exception {
    chargePoint.send(first, FRAME.getBytes(UTF_8));

    assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1002);
  }

  /// 5.15: a continuation of nothing after a message in fragments.
  @Test
  void case5continuationOfWhatHasEndedCloses() throws Exception {
    chargePoint.send(TEXT, "[2,\"1\",".getBytes(UTF_8));
    chargePoint.send(FIN | CONTINUATION, "\"Heartbeat\",{}]".getBytes(UTF_8));
    chargePoint.send(CONTINUATION, "more".getBytes(UTF_8));

    assertThat(seen.nextText()).isEqualTo(FRAME);
    assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1002);
  }

  /// 5.18: a message within a message.
  @Test
  void case5messageWithinAMessageCloses() throws Exception {
    chargePoint.send(TEXT, "[2,".getBytes(UTF_8));
    chargePoint.send(FIN | TEXT, FRAME.getBytes(UTF_8));

    assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1002);
  }

  /// 6.1: a message whose fragments are all empty is an empty message.
  @Test
  void case6emptyFragmentsAreAnEmptyMessage() throws Exception {
    chargePoint.send(TEXT, new byte[0]);
    chargePoint.send(CONTINUATION, new byte[0]);
    chargePoint.send(FIN | CONTINUATION, new byte[0]);
    chargePoint.sendText(FRAME);

    assertThat(seen.nextText()).isEqualTo(FRAME);
  }

  /// 6.2, 6.5, 6.7, 6.9, 6.11, 6.22, 6.23: UTF-8 of any length, whole or cut within a character, up
  /// to the last of each length and what is no character but valid.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cebae1bdb9cf83cebcceb5",
        "c280",
        "dfbf",
        "e0a080",
        "efbfbf",
        "f0908080",
        "f48fbfbf",
        "ed9fbf",
        "ee8080",
        "efbfbd",
        "efbfbe",
        "f09fbfbe"
      })
  void case6validTextPasses(String hex) throws Exception {
    byte[] message = withText(HexFormat.of().parseHex(hex));
    int cut = "[2,\"1\",\"X\",{\"a\":\"".length() + 1;

    chargePoint.send(FIN | TEXT, message);
    chargePoint.send(TEXT, Arrays.copyOf(message, cut));
    chargePoint.send(FIN | CONTINUATION, Arrays.copyOfRange(message, cut, message.length));

    assertThat(seen.next().getPayloadAsBytes()).isEqualTo(message);
    assertThat(seen.next().getPayloadAsBytes()).isEqualTo(message);
  }

  /// 6.3, 6.4, 6.6, 6.8, 6.10, 6.12 to 6.21: bytes that are no UTF-8: cut short, lonely
  /// continuations, too long for what they say, surrogates, beyond the last character.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cebae1bdb9cf83cebcceb5eda080656469746564",
        "ce",
        "e1bd",
        "f0bf",
        "80",
        "bf",
        "80bf80bf",
        "c0af",
        "e080af",
        "f08080af",
        "f8808080af",
        "fc80808080af",
        "c1bf",
        "e09fbf",
        "f08fbfbf",
        "f8888080 80",
        "f7bfbfbf",
        "f4908080",
        "eda080",
        "edafbf",
        "edb080",
        "edbfbf",
        "eda080edb080",
        "fe",
        "ff",
        "fefeffff",
        "c020",
        "e02020"
      })
  void case6invalidTextCloses(String hex) throws Exception {
    chargePoint.send(FIN | TEXT, withText(HexFormat.of().parseHex(hex.replace(" ", ""))));

    assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1007);
    assertThat(seen.unseen(id + "/in")).isEmpty();
  }

  /// 6.4.1: invalid text in a later fragment.
  @Test
  void case6invalidTextInFragmentsCloses() throws Exception {
    chargePoint.send(TEXT, "[2,\"1\",\"X\",{\"a\":\"".getBytes(UTF_8));
    chargePoint.send(FIN | CONTINUATION, new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, 0x22});

    assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1007);
  }

  /// 7.1.1 to 7.1.5: a goodbye is answered, once, whatever stands around it, and ends it all.
  @Test
  void case7nothingCountsAfterAGoodbye() throws Exception {
    // At once: what comes when the connection is closed already resets it.
    chargePoint.sendBytes(
        Frames.joined(
            Frames.frame(FIN | TEXT, FRAME.getBytes(UTF_8)),
            Frames.frame(TEXT, "[2,".getBytes(UTF_8)),
            Frames.frame(FIN | CLOSE, NORMAL),
            Frames.frame(FIN | CLOSE, NORMAL),
            Frames.frame(FIN | PING, new byte[0]),
            Frames.frame(FIN | CONTINUATION, "\"1\",\"X\",{}]".getBytes(UTF_8))));

    assertThat(seen.nextText()).isEqualTo(FRAME);
    Received close = chargePoint.next();
    assertThat(close.opcode()).isEqualTo(CLOSE);
    assertThat(close.payload()).isEqualTo(NORMAL);
    assertThat(chargePoint.isAtEnd()).isTrue();
    assertThat(seen.unseen(id + "/in")).isEmpty();
  }

  /// 7.3.1 to 7.3.5: goodbyes without code, with a code, and with the longest reason.
  @ParameterizedTest
  @ValueSource(ints = {0, 2, 7, 125})
  void case7goodbyeIsAnsweredWithItsCode(int length) throws Exception {
    byte[] payload = filled(length, (byte) 'x');
    System.arraycopy(NORMAL, 0, payload, 0, Math.min(2, length));

    chargePoint.send(FIN | CLOSE, payload);

    Received close = chargePoint.next();
    assertThat(close.opcode()).isEqualTo(CLOSE);
    assertThat(close.payload()).isEqualTo(Arrays.copyOf(payload, Math.min(2, length)));
    assertThat(chargePoint.isAtEnd()).isTrue();
  }

  /// 7.3.2 and 7.3.6: goodbyes of one byte, and longer than a control frame may be.
  @ParameterizedTest
  @ValueSource(ints = {1, 126})
  void case7goodbyeOfNoValidLengthCloses(int length) throws Exception {
    chargePoint.send(FIN | CLOSE, filled(length, (byte) 3));

    assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1002);
  }

  /// 7.5.1: a reason that is no UTF-8.
  @Test
  void case7goodbyeWithInvalidReasonCloses() throws Exception {
    chargePoint.send(FIN | CLOSE, new byte[] {0x03, (byte) 0xE8, (byte) 0xCE, (byte) 0xFF});

    assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1007);
  }

  /// 7.7: codes that a client may send.
  @ParameterizedTest
  @ValueSource(
      ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999})
  void case7validCodeIsSentBack(int code) throws Exception {
    chargePoint.send(FIN | CLOSE, code(code));

    assertThat(chargePoint.next().closeCode()).isEqualTo(code);
  }

  /// 7.9: codes that nobody may send.
  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999})
  void case7invalidCodeCloses(int code) throws Exception {
    chargePoint.send(FIN | CLOSE, code(code));

    assertThat(chargePoint.nextClose().closeCode()).isEqualTo(1002);
  }

  /// 9.1 and 9.3: long messages, whole and in fragments of 64 bytes to 64 KiB. What the broker does
  /// not take is answered, not closed; only beyond 1 MiB nothing is read.
  @ParameterizedTest
  @CsvSource({"65536, 64", "131072, 1024", "131072, 65536", "262144, 256", "1048576, 65536"})
  void case9longMessageInFragmentsPassesOrIsAnswered(int bytes, int fragment) throws Exception {
    String start = "[2,\"big\",\"DataTransfer\",{\"data\":\"";
    byte[] message = (start + "x".repeat(bytes - start.length() - 3) + "\"}]").getBytes(UTF_8);

    for (int from = 0; from < bytes; from += fragment) {
      boolean isLast = from + fragment >= bytes;
      chargePoint.send(
          (isLast ? FIN : 0) | (from == 0 ? TEXT : CONTINUATION),
          Arrays.copyOfRange(message, from, Math.min(bytes, from + fragment)));
    }
    chargePoint.sendText(FRAME);

    if (bytes <= 128 * 1024) {
      assertThat(seen.next().getPayloadAsBytes()).isEqualTo(message);
    } else {
      assertThat(chargePoint.nextText()).startsWith("[4,\"big\",\"InternalError\",");
    }
    assertThat(seen.nextText()).isEqualTo(FRAME);
  }

  /// 10.1: a message cut at every place, as TCP may.
  @Test
  void case10frameMayComeInChops() throws Exception {
    String message = "[2,\"1\",\"X\",{\"a\":\"" + "x".repeat(64_000) + "\"}]";

    chargePoint.sendTextInChops(message, 997);

    assertThat(seen.nextText()).isEqualTo(message);
  }

  private static byte[] withText(byte[] text) {
    byte[] start = "[2,\"1\",\"X\",{\"a\":\"".getBytes(UTF_8);
    byte[] end = "\"}]".getBytes(UTF_8);
    return ByteBuffer.allocate(start.length + text.length + end.length)
        .put(start)
        .put(text)
        .put(end)
        .array();
  }

  private static byte[] code(int code) {
    return ByteBuffer.allocate(2).putShort((short) code).array();
  }

  private static byte[] filled(int length, byte with) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, with);
    return bytes;
  }
}
