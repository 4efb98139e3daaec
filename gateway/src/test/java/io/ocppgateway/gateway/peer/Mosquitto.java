package io.ocppgateway.gateway.peer;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/// A mosquitto of our own on free ports of the loopback interface, ended by its process id.
///
/// Where mosquitto is not installed the test is skipped, but on CI it fails.
public final class Mosquitto implements AutoCloseable {

  private static final Path BINARY = Path.of("/usr/sbin/mosquitto");

  private final Path configuration;
  private final int port;
  private final int webSocketPort;
  private Process process;

  private Mosquitto(Path configuration, int port, int webSocketPort) throws IOException {
    this.configuration = configuration;
    this.port = port;
    this.webSocketPort = webSocketPort;
    process = run();
  }

  /// Starts one that takes anybody, over TCP and over WebSocket.
  public static Mosquitto start(Path directory) throws IOException {
    int webSocketPort = FreePorts.next();
    return start(
        directory,
        webSocketPort,
        List.of("listener %d 127.0.0.1".formatted(webSocketPort), "protocol websockets"));
  }

  /// Starts one that wants to hear of its clients every few seconds.
  ///
  /// @param seconds at least 10
  public static Mosquitto startWithKeepAlive(Path directory, int seconds) throws IOException {
    return start(directory, 0, List.of("max_keepalive " + seconds));
  }

  /// Starts one that drops nothing for a client that is slow.
  public static Mosquitto startPatient(Path directory) throws IOException {
    return start(directory, 0, List.of("max_queued_messages 0"));
  }

  /// Starts one that takes everything but what is published on certain topics.
  public static Mosquitto startDenying(Path directory, String topic) throws IOException {
    Path accessList = directory.resolve("access.txt");
    Files.writeString(accessList, "topic readwrite #\ntopic deny %s\n".formatted(topic));
    return start(directory, 0, List.of("acl_file " + accessList));
  }

  /// Starts one that wants a client certificate on its only port.
  public static Mosquitto startWithTls(Path directory, TestCertificates certificates)
      throws IOException {
    return start(
        directory,
        0,
        List.of(
            "cafile " + certificates.authority(),
            "certfile " + certificates.serverCertificate(),
            "keyfile " + certificates.serverKey(),
            "require_certificate true"));
  }

  private static Mosquitto start(Path directory, int webSocketPort, List<String> more)
      throws IOException {
    if (!Files.isExecutable(BINARY)) {
      String notice = BINARY + " is not there; install Debian's package mosquitto";
      if (System.getenv("CI") != null) {
        fail(notice);
      }
      Assumptions.abort(notice);
    }
    int port = FreePorts.next();
    Path configuration = directory.resolve("mosquitto-" + port + ".conf");
    Files.writeString(
        configuration,
        """
        user %s
        per_listener_settings false
        allow_anonymous true
        persistence false
        listener %d 127.0.0.1
        """
                .formatted(System.getProperty("user.name"), port)
            + String.join("\n", more)
            + "\n");
    return new Mosquitto(configuration, port, webSocketPort);
  }

  /// Starts it again, after it was broken down.
  public void restart() throws IOException {
    process = run();
  }

  /// Stops it in its tracks: its connections stay open, and nobody is there.
  public void freeze() throws IOException {
    signal("STOP");
  }

  /// Lets it go on where it was.
  public void thaw() throws IOException {
    signal("CONT");
  }

  public int port() {
    return port;
  }

  public int webSocketPort() {
    return webSocketPort;
  }

  @Override
  public void close() throws IOException {
    breakDown();
  }

  /// Ends it without a goodbye to anybody.
  public void breakDown() throws IOException {
    process.destroyForcibly();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IOException("mosquitto did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Process run() throws IOException {
    Process started =
        new ProcessBuilder(BINARY.toString(), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log().toFile()))
            .start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> accepts(port) && (webSocketPort == 0 || accepts(webSocketPort)));
    return started;
  }

  private Path log() {
    return configuration.resolveSibling("mosquitto-" + port + ".log");
  }

  private void signal(String name) throws IOException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    try {
      if (kill.waitFor() != 0) {
        throw new IOException("mosquitto could not be sent " + name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean accepts(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    }
  }
}
