package io.ocppgateway.gateway.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.gateway.proxy.TrustedProxies;
import io.ocppgateway.gateway.session.EndCause;
import io.ocppgateway.gateway.websocket.TestConnection.Shared;
import io.ocppgateway.gateway.websocket.limit.AddressSettings;
import io.ocppgateway.gateway.websocket.message.MessageSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// Whatever comes, no exception escapes and no buffer is left.
///
/// A run can be repeated with `-Dfuzz.seed=`, the number that the failure names.
final class FuzzTest {

  private static final int STREAMS = 10_000;
  private static final InetSocketAddress PROXY = new InetSocketAddress("10.0.0.9", 1);

  /// What random bytes would not find in a lifetime.
  private static final List<String> WORDS =
      List.of(
          "GET ",
          "/CP1",
          "/%4",
          " HTTP/1.1\r\n",
          "\r\n",
          "\r\n\r\n",
          "Upgrade: websocket\r\n",
          "Connection: Upgrade\r\n",
          "Sec-WebSocket-Version: 13\r\n",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
          "Content-Length: 5\r\n",
          "Transfer-Encoding: chunked\r\n",
          "Expect: 100-continue\r\n",
          " x\r\n",
          ": ",
          ";,=\"",
          "Sec-WebSocket-Protocol: ocpp1.6\r\n",
          "Authorization: Basic ====\r\n",
          "Sec-WebSocket-Extensions: permessage-deflate\r\n",
          TestConnection.request("/CP1", "Sec-WebSocket-Protocol: ocpp1.6"),
          "\r\n\r\n\u0000\r\nQUIT\n",
          "\u0021\u0011\u0000\u000c",
          "PROXY TCP4 ");

  private static final byte[] PROXY_HEADER =
      HexFormat.of()
          .parseHex(
              "0d0a0d0a000d0a515549540a" + "2111000c" + "cb007107" + "0a000001" + "c738" + "0050");

  private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Shared shared =
      Shared.with(
          new SocketSettings(
              TestConnection.SETTINGS.request(),
              Duration.ofSeconds(120),
              new MessageSettings(64 * 1024, Duration.ofSeconds(60), 1024 * 1024, 100),
              true,
              new AddressSettings(0, 0),
              new TrustedProxies(List.of("10.0.0.0/8")),
              TestConnection.OPEN));

  @Test
  void noStreamOfBytesDoesHarm(TestReporter reporter) {
    reporter.publishEntry("seed", Long.toString(seed));
    for (int i = 0; i < STREAMS; i++) {
      boolean isProxied = random.nextInt(4) == 0;
      TestConnection connection = isProxied ? shared.connectFrom(PROXY) : shared.connect();
      if (isProxied && random.nextBoolean()) {
        connection.send(PROXY_HEADER);
      }

      sendInPieces(connection, randomBytes());

      assertNoHarm(connection, i);
    }
  }

  @Test
  void noMutatedFrameDoesHarm(TestReporter reporter) {
    reporter.publishEntry("seed", Long.toString(seed));
    for (int i = 0; i < STREAMS; i++) {
      TestConnection connection = shared.connect();
      connection.upgrade(
          "/CP1",
          "Sec-WebSocket-Protocol: ocpp1.6",
          random.nextBoolean() ? "Sec-WebSocket-Extensions: permessage-deflate" : "X: y");
      assertThat(connection.answers()).startsWith("HTTP/1.1 101 ");

      sendInPieces(connection, mutated(randomFrames()));

      assertNoHarm(connection, i);
    }
  }

  private void assertNoHarm(TestConnection connection, int stream) {
    connection.answers();
    connection.pass(Duration.ofSeconds(random.nextInt(40)));
    connection.answers();
    connection.close();
    connection.runPendingTasks();
    connection.answers();
    connection.checkException();
    assertThat(connection.heldBytes()).as("seed %d, stream %d", seed, stream).isZero();
    assertThat(shared.sessions)
        .as("seed %d, stream %d", seed, stream)
        .allSatisfy(session -> {
          assertThat(session.ends).doesNotContain(EndCause.INTERNAL_ERROR);
          assertThat(session.closed).isTrue();
        });
    shared.sessions.clear();
    shared.refused.clear();
    shared.pauses.clear();
  }

  private byte[] randomBytes() {
    StringBuilder bytes = new StringBuilder();
    int parts = random.nextInt(30);
    for (int i = 0; i < parts; i++) {
      if (random.nextInt(3) > 0) {
        bytes.append(WORDS.get(random.nextInt(WORDS.size())));
      } else {
        byte[] noise = new byte[random.nextInt(40)];
        random.nextBytes(noise);
        bytes.append(new String(noise, ISO_8859_1));
      }
    }
    return bytes.toString().getBytes(ISO_8859_1);
  }

  private byte[] randomFrames() {
    byte[] all = new byte[0];
    int frames = 1 + random.nextInt(6);
    for (int i = 0; i < frames; i++) {
      all = Frames.joined(all, randomFrame());
    }
    return all;
  }

  private byte[] randomFrame() {
    byte[] payload = new byte[random.nextInt(300)];
    random.nextBytes(payload);
    return switch (random.nextInt(7)) {
      case 0 -> Frames.text("[2,\"1\",\"Heartbeat\",{}]");
      case 1 -> Frames.frame(Frames.TEXT, "[2,\"1\",".getBytes(UTF_8));
      case 2 -> Frames.frame(Frames.FIN | Frames.CONTINUATION, payload);
      case 3 -> Frames.frame(Frames.FIN | Frames.PING, Frames.part(payload, 0, payload.length / 3));
      case 4 -> Frames.frame(Frames.FIN | Frames.RSV1 | Frames.TEXT, payload);
      case 5 -> Frames.frame(Frames.FIN | Frames.CLOSE, new byte[] {0x03, (byte) 0xE8});
      default -> Frames.frame(random.nextInt(256), payload);
    };
  }

  private byte[] mutated(byte[] frames) {
    byte[] mutated = frames.clone();
    int flips = random.nextInt(4);
    for (int i = 0; i < flips; i++) {
      mutated[random.nextInt(mutated.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return switch (random.nextInt(4)) {
      case 0 -> Frames.part(mutated, 0, random.nextInt(mutated.length));
      case 1 -> Frames.part(mutated, random.nextInt(mutated.length), mutated.length);
      case 2 -> Frames.joined(mutated, mutated);
      default -> mutated;
    };
  }

  private void sendInPieces(TestConnection connection, byte[] bytes) {
    int at = 0;
    while (at < bytes.length && connection.isOpen()) {
      int to = Math.min(bytes.length, at + 1 + random.nextInt(random.nextBoolean() ? 5 : 500));
      connection.send(Frames.part(bytes, at, to));
      at = to;
    }
  }
}
