package io.ocppgateway.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.OcppVersion;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/// A charge point on a bare socket: says exactly what a test wants, also what no WebSocket library
/// would let pass.
final class RawChargePoint implements AutoCloseable {

  /// How the gateway said goodbye.
  record Goodbye(int code, String reason) {}

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

  private static final int FIN = 0x80;
  private static final int TEXT = 0x1;
  private static final int BINARY = 0x2;
  private static final int CLOSE = 0x8;

  private final Socket socket;
  private final DataInputStream in;
  private final String statusLine;
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Goodbye> goodbye = new CompletableFuture<>();

  private RawChargePoint(Socket socket, String path, String subprotocol) throws IOException {
    this.socket = socket;
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.getOutputStream().write(upgrade(path, subprotocol).getBytes(ISO_8859_1));
    statusLine = head().lines().findFirst().orElse("");
    socket.setSoTimeout(0);
    Thread.ofVirtual().start(this::read);
  }

  /// Connects as a charge point of this identity.
  ///
  /// @throws IllegalStateException if the gateway does not upgrade
  static RawChargePoint connect(Stack stack, String identity, OcppVersion version) {
    return connect(stack.webSocketPort(), identity, version);
  }

  /// The same at a port.
  static RawChargePoint connect(int port, String identity, OcppVersion version) {
    RawChargePoint chargePoint = request(port, "/" + identity, version);
    if (chargePoint.status() != 101) {
      chargePoint.close();
      throw new IllegalStateException(identity + " got " + chargePoint.statusLine);
    }
    return chargePoint;
  }

  /// Asks for an upgrade at a path, which goes onto the wire as it is.
  static RawChargePoint request(Stack stack, String path, OcppVersion version) {
    return request(stack.webSocketPort(), path, version);
  }

  private static RawChargePoint request(int port, String path, OcppVersion version) {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      return new RawChargePoint(socket, path, version.subprotocol());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What HTTP answered to the request for an upgrade.
  int status() {
    return Integer.parseInt(statusLine.split(" ")[1]);
  }

  /// Sends a text message.
  void send(String text) {
    sendText(text.getBytes(UTF_8));
  }

  /// Sends a text message that need not be text.
  void sendText(byte[] payload) {
    send(TEXT, payload);
  }

  /// Sends a binary message.
  void sendBinary(byte[] payload) {
    send(BINARY, payload);
  }

  /// Waits for a text message that contains a text, and gives it.
  String await(String text) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(texts).anyMatch(each -> each.contains(text)));
    return texts.stream().filter(each -> each.contains(text)).findFirst().orElseThrow();
  }

  /// Sends a Heartbeat and waits for the answer: from then on all of the way stands, and nothing
  /// that was sent before is still under way to the broker.
  ///
  /// @return the message id
  String beat() {
    String id = UUID.randomUUID().toString();
    send("[2,\"%s\",\"Heartbeat\",{}]".formatted(id));
    String answer = await(id);
    if (!answer.startsWith("[3,")) {
      throw new AssertionError("a Heartbeat was answered " + answer);
    }
    return id;
  }

  /// All text messages so far.
  List<String> received() {
    return List.copyOf(texts);
  }

  /// Whether the gateway has not said goodbye.
  boolean isOpen() {
    return !goodbye.isDone();
  }

  /// Waits for the goodbye.
  Goodbye awaitGoodbye() {
    try {
      return goodbye.get(PATIENCE.toSeconds(), SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("no goodbye came from the gateway", e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String upgrade(String path, String subprotocol) {
    return """
    GET %s HTTP/1.1\r
    Host: localhost\r
    Connection: Upgrade\r
    Upgrade: websocket\r
    Sec-WebSocket-Version: 13\r
    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
    Sec-WebSocket-Protocol: %s\r
    \r
    """
        .formatted(path, subprotocol);
  }

  private String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  private void send(int opcode, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
    frame.write(FIN | opcode);
    writeLength(frame, payload.length);
    frame.writeBytes(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.write(payload[i] ^ MASK[i % MASK.length]);
    }
    try {
      socket.getOutputStream().write(frame.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// In the shortest form, the only one that is allowed. What a client sends is masked.
  private static void writeLength(ByteArrayOutputStream frame, int length) {
    int masked = 0x80;
    if (length < 126) {
      frame.write(masked | length);
    } else if (length < 1 << 16) {
      frame.write(masked | 126);
      frame.write(length >> 8);
      frame.write(length);
    } else {
      frame.write(masked | 127);
      frame.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(length).array());
    }
  }

  private void read() {
    try {
      while (isOpen()) {
        int opcode = in.readUnsignedByte() & 0xF;
        byte[] payload = in.readNBytes(length(in.readUnsignedByte()));
        switch (opcode) {
          case TEXT -> texts.add(new String(payload, UTF_8));
          case CLOSE -> goodbye.complete(goodbye(ByteBuffer.wrap(payload)));
          default -> {
            // Pings, which need no answer for as long as a test lasts.
          }
        }
      }
    } catch (IOException e) {
      goodbye.completeExceptionally(e);
    }
  }

  private int length(int first) throws IOException {
    return switch (first) {
      case 126 -> in.readUnsignedShort();
      case 127 -> Math.toIntExact(in.readLong());
      default -> first;
    };
  }

  private static Goodbye goodbye(ByteBuffer payload) {
    return new Goodbye(payload.getShort(), UTF_8.decode(payload).toString());
  }
}
