package io.ocppgateway.gateway.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.fail;

import io.ocppgateway.gateway.TestGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/// A HAProxy of our own before a gateway, as a load balancer: it tells the source address in a
/// PROXY header of version 2, and asks the gateway's health port in the same way. Ended by its
/// process id.
///
/// Where HAProxy is not installed the test is skipped, but on CI it fails.
public final class HaProxy implements AutoCloseable {

  private static final Path BINARY = Path.of("/usr/sbin/haproxy");

  private final Process process;
  private final int port;

  private HaProxy(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Where a gateway listens.
  public record Target(int port, int healthPort) {}

  /// Starts one, and waits until it finds the gateway healthy.
  ///
  /// @param header `send-proxy` or `send-proxy-v2`
  public static HaProxy start(Path directory, String header, TestGateway gateway)
      throws IOException {
    return start(directory, header, List.of(new Target(gateway.port(), gateway.healthPort())));
  }

  /// Starts one before several gateways, which it goes to by turns, and waits until it finds all
  /// healthy.
  public static HaProxy start(Path directory, String header, List<Target> gateways)
      throws IOException {
    if (!Files.isExecutable(BINARY)) {
      String notice = BINARY + " is not there; install Debian's package haproxy";
      if (System.getenv("CI") != null) {
        fail(notice);
      }
      Assumptions.abort(notice);
    }
    // It takes them for healthy until it has asked.
    for (Target gateway : gateways) {
      awaitWell(gateway.healthPort(), "/readyz");
    }
    int port = FreePorts.next();
    int statePort = FreePorts.next();
    Path configuration = directory.resolve("haproxy-" + port + ".cfg");
    Files.writeString(
        configuration,
        """
        defaults
          mode tcp
          timeout connect 5s
          timeout client 60s
          timeout server 60s
          timeout check 5s
        frontend chargePoints
          bind 127.0.0.1:%d
          default_backend gateway
        backend gateway
          option httpchk GET /readyz
        %s
        frontend state
          mode http
          bind 127.0.0.1:%d
          monitor-uri /up
          acl isDown nbsrv(gateway) lt %d
          monitor fail if isDown
        """
            .formatted(port, servers(gateways, header), statePort, gateways.size()));
    Process process =
        new ProcessBuilder(BINARY.toString(), "-db", "-f", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("haproxy-" + port + ".log").toFile())
            .start();
    HaProxy proxy = new HaProxy(process, port);
    awaitWell(statePort, "/up");
    return proxy;
  }

  /// Returns when this path is answered with 200.
  static void awaitWell(int port, String path) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> isWell(port, path));
  }

  private static String servers(List<Target> gateways, String header) {
    return gateways.stream()
        .map(gateway ->
            "  server gateway%d 127.0.0.1:%d %s check port %d check-send-proxy inter 200 fall 2"
                .formatted(gateway.port(), gateway.port(), header, gateway.healthPort()))
        .collect(Collectors.joining("\n"));
  }

  public int port() {
    return port;
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IOException("haproxy did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isWell(int port, String path) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      socket.setSoTimeout(1000);
      String request = "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path);
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 200 ".length());
      return new String(start, US_ASCII).endsWith(" 200 ");
    }
  }
}
