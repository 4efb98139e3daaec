package io.ocppgateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ocppgateway.local.process.FreePort;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// A gateway beside those of a stack, as they are, but on a port of its own: which of several
/// gateways a charge point comes to is the test's choice.
///
/// What it needs to know it reads from the process of one of the stack's.
final class ExtraGateway implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final int port;
  private final Path log;

  private ExtraGateway(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /// Starts one, and waits until it listens.
  ///
  /// @param name of its log file
  static ExtraGateway start(Stack stack, String name) throws IOException {
    return start(stack, name, Map.of());
  }

  /// The same with more in its environment.
  static ExtraGateway start(Stack stack, String name, Map<String, String> more) throws IOException {
    Path log = stack.logs().resolve(name + ".log");
    Path original = Path.of("/proc", stack.local().summary().gateways().getFirst().toString());
    int port = FreePort.find();
    ProcessBuilder builder =
        new ProcessBuilder(strings(original.resolve("cmdline")))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().clear();
    for (String variable : strings(original.resolve("environ"))) {
      int equals = variable.indexOf('=');
      builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    builder.environment().put(GatewayEnvironment.PORT, Integer.toString(port));
    builder.environment().put(GatewayEnvironment.HEALTH_PORT, "0");
    builder.environment().putAll(more);
    ExtraGateway gateway = new ExtraGateway(builder.start(), port, log);
    Awaitility.await().atMost(START_LIMIT).until(gateway::listens);
    return gateway;
  }

  int port() {
    return port;
  }

  /// Waits until it has logged something with this text.
  void awaitLog(String text) {
    Awaitility.await().atMost(START_LIMIT).until(() -> Files.readString(log).contains(text));
  }

  /// Stops it in its tracks: its connections stay, and nobody is there.
  void freeze() {
    signal("STOP");
  }

  /// Lets it go on where it was.
  void thaw() {
    signal("CONT");
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        throw new AssertionError("the gateway did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      if (kill.waitFor() != 0) {
        throw new AssertionError("the gateway could not be sent " + name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private boolean listens() {
    if (!process.isAlive()) {
      throw new AssertionError("the gateway has ended with " + process.exitValue());
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /// What /proc has with a zero byte after each.
  private static List<String> strings(Path file) throws IOException {
    return Arrays.asList(Files.readString(file, UTF_8).split("\0"));
  }
}
