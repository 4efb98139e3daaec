package io.ocppgateway.gateway.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.gateway.websocket.Frames;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// A charge point on a bare socket: able to send what no well-behaved client would.
public final class TestChargePoint implements AutoCloseable {

  public static final int CONTINUATION = 0x0;
  public static final int TEXT = 0x1;
  public static final int BINARY = 0x2;
  public static final int CLOSE = 0x8;
  public static final int PING = 0x9;
  public static final int PONG = 0xA;
  public static final int FIN = 0x80;
  public static final int COMPRESSED = 0x40;

  private static final int TIMEOUT_MILLIS = 30_000;

  private final Socket socket;
  private final DataInputStream in;
  private String response = "";

  /// A frame as it came.
  public record Received(int opcode, byte[] payload) {

    public String text() {
      return new String(payload, UTF_8);
    }

    public int closeCode() {
      return ByteBuffer.wrap(payload).getShort() & 0xFFFF;
    }

    public String closeReason() {
      return new String(payload, 2, payload.length - 2, UTF_8);
    }
  }

  private TestChargePoint(Socket socket) throws IOException {
    this.socket = socket;
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  /// Upgrades at `/{identity}` with `ocpp1.6`.
  public static TestChargePoint connect(int port, String identity) throws IOException {
    return connectAt(port, "/" + identity, "ocpp1.6");
  }

  /// Upgrades at a path with an offer.
  public static TestChargePoint connectAt(int port, String path, String offer) throws IOException {
    TestChargePoint chargePoint = request(port, path, "Sec-WebSocket-Protocol: " + offer);
    assertThat(chargePoint.response).startsWith("HTTP/1.1 101 ");
    return chargePoint;
  }

  /// Sends an upgrade request with further header lines and reads the head of the response.
  ///
  /// @param target one character for each byte
  public static TestChargePoint request(int port, String target, String... headerLines)
      throws IOException {
    return raw(port, head(port, target, headerLines));
  }

  /// The same from one of the addresses of the loopback interface.
  public static TestChargePoint requestFrom(
      String sourceAddress, int port, String target, String... headerLines) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(sourceAddress, 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return raw(socket, head(port, target, headerLines));
  }

  /// What asks for an upgrade at `/{identity}` with `ocpp1.6`.
  public static byte[] upgradeHead(int port, String identity) {
    return head(port, "/" + identity, "Sec-WebSocket-Protocol: ocpp1.6").getBytes(ISO_8859_1);
  }

  /// Upgrades on a connection that somebody else has made.
  public static TestChargePoint connectOver(Socket socket, String identity) throws IOException {
    TestChargePoint chargePoint =
        raw(socket, head(socket.getPort(), "/" + identity, "Sec-WebSocket-Protocol: ocpp1.6"));
    assertThat(chargePoint.response).startsWith("HTTP/1.1 101 ");
    return chargePoint;
  }

  private static String head(int port, String target, String... headerLines) {
    String headers =
        """
        GET %s HTTP/1.1
        Host: 127.0.0.1:%d
        Upgrade: websocket
        Connection: keep-alive, Upgrade
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        %s
        """
            .formatted(target, port, String.join("\n", headerLines));
    return headers.strip().replace("\n", "\r\n") + "\r\n\r\n";
  }

  /// Sends bytes and reads the head of the response.
  public static TestChargePoint raw(int port, String request) throws IOException {
    return raw(new Socket(InetAddress.getLoopbackAddress(), port), request);
  }

  private static TestChargePoint raw(Socket socket, String request) throws IOException {
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    TestChargePoint chargePoint = new TestChargePoint(socket);
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    chargePoint.response = chargePoint.readHead();
    return chargePoint;
  }

  /// The head of the response to the upgrade.
  public String response() {
    return response;
  }

  /// All that follows the head, to the end of the connection.
  public String body() throws IOException {
    return new String(in.readAllBytes(), UTF_8);
  }

  public void sendText(String text) throws IOException {
    send(FIN | TEXT, text.getBytes(UTF_8));
  }

  /// Sends text from a thread that can throw nothing checked.
  public void sendTextUnchecked(String text) {
    try {
      sendText(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends text as one frame, each byte in a packet of its own.
  public void sendTextByteByByte(String text) throws IOException {
    sendTextInChops(text, 1);
  }

  /// Sends text as one frame in packets of so many bytes.
  public void sendTextInChops(String text, int bytes) throws IOException {
    byte[] frame = Frames.frame(FIN | TEXT, text.getBytes(UTF_8));
    for (int from = 0; from < frame.length; from += bytes) {
      sendBytes(Arrays.copyOfRange(frame, from, Math.min(frame.length, from + bytes)));
    }
  }

  /// Sends one frame.
  ///
  /// @param first the first byte: FIN, reserved bits and opcode
  public void send(int first, byte[] payload) throws IOException {
    sendBytes(Frames.frame(first, payload));
  }

  /// Sends bytes that need be no frame.
  public void sendBytes(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /// Waits longer than usual from now on.
  public TestChargePoint patient() throws IOException {
    socket.setSoTimeout(2 * TIMEOUT_MILLIS);
    return this;
  }

  /// Keeps no more than this, about, of what the gateway does not read.
  public TestChargePoint withSendBuffer(int bytes) throws IOException {
    socket.setSendBufferSize(bytes);
    return this;
  }

  /// Waits without reading.
  public void doNothingFor(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  /// Whether something came that was not looked at yet.
  public boolean hasSomething() throws IOException {
    return in.available() > 0;
  }

  /// Waits, and sees that nothing comes.
  public void expectNothingFor(Duration time) throws IOException {
    socket.setSoTimeout((int) time.toMillis());
    try {
      throw new AssertionError("something came within " + time + ", or the end: " + in.read());
    } catch (SocketTimeoutException _) {
      // As it should be.
      socket.setSoTimeout(TIMEOUT_MILLIS);
    }
  }

  /// The next frame, if one begins within a time.
  public Optional<Received> nextWithin(Duration time) throws IOException {
    int usual = socket.getSoTimeout();
    socket.setSoTimeout(Math.max(1, (int) time.toMillis()));
    in.mark(1);
    try {
      if (in.read() < 0) {
        throw new EOFException("the connection has ended without a goodbye");
      }
    } catch (SocketTimeoutException _) {
      return Optional.empty();
    } finally {
      socket.setSoTimeout(usual);
    }
    in.reset();
    return Optional.of(next());
  }

  /// The next frame, waited for.
  public Received next() throws IOException {
    int first = in.readUnsignedByte();
    int length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = Math.toIntExact(in.readLong());
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Received(first & 0x0F, payload);
  }

  /// The next frame, which is text.
  public String nextText() throws IOException {
    Received received = next();
    assertThat(received.opcode()).as(() -> Arrays.toString(received.payload())).isEqualTo(TEXT);
    return received.text();
  }

  /// The next frame but pings, which is text.
  public String nextTextAmongPings() throws IOException {
    Received received = next();
    while (received.opcode() == PING) {
      received = next();
    }
    assertThat(received.opcode()).isEqualTo(TEXT);
    return received.text();
  }

  /// The next frame, which is a goodbye; answers it.
  public Received nextClose() throws IOException {
    Received received = next();
    assertThat(received.opcode()).as(received::text).isEqualTo(CLOSE);
    send(FIN | CLOSE, Arrays.copyOf(received.payload(), 2));
    return received;
  }

  /// Whether the connection ends without a further frame.
  public boolean isAtEnd() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int read = in.read();
      if (read < 0) {
        return head.toString();
      }
      head.append((char) read);
    }
    return head.toString();
  }
}
