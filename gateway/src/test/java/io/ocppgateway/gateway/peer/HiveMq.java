package io.ocppgateway.gateway.peer;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// A HiveMQ CE of our own on a free port of the loopback interface, ended by its process id. Keeps
/// to MQTT 5 where mosquitto does not: who is taken over is told so.
public final class HiveMq implements AutoCloseable {

  private static final Path MODULE = Path.of("hivemq");

  private final Path home;
  private final int port;
  private Process process;

  private HiveMq(Path home, int port) throws IOException {
    this.home = home;
    this.port = port;
    process = run();
  }

  /// Starts one that takes anybody.
  ///
  /// @param maxPacketBytes what it says in its CONNACK that it takes
  public static HiveMq start(Path directory, int maxPacketBytes) throws IOException {
    Path home = Files.createTempDirectory(directory, "hivemq");
    for (String part : new String[] {"conf", "data", "extensions", "log"}) {
      Files.createDirectory(home.resolve(part));
    }
    int port = FreePorts.next();
    Files.writeString(
        home.resolve("conf/config.xml"),
        """
        <?xml version="1.0"?>
        <hivemq>
          <listeners>
            <tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener>
          </listeners>
          <mqtt><packets><max-packet-size>%d</max-packet-size></packets></mqtt>
          <persistence><mode>in-memory</mode></persistence>
          <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
        </hivemq>
        """
            .formatted(port, maxPacketBytes));
    return new HiveMq(home, port);
  }

  public int port() {
    return port;
  }

  /// Ends it without a goodbye to anybody.
  public void breakDown() throws IOException {
    process.destroyForcibly();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IOException("HiveMQ did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Starts it again, after it was broken down. It remembers nothing.
  public void restart() throws IOException {
    process = run();
  }

  @Override
  public void close() throws IOException {
    breakDown();
  }

  private Process run() throws IOException {
    String classPath = Files.readString(MODULE.resolve("target/runtime-classpath")).strip();
    Process started =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dhivemq.home=" + home.toAbsolutePath(),
                "-cp",
                classPath,
                MODULE.resolve("HiveMqForAnyone.java").toString())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(home.resolve("output.log").toFile()))
            .start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .failFast("HiveMQ has ended, see " + home, () -> !started.isAlive())
        .until(this::accepts);
    return started;
  }

  private boolean accepts() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    }
  }
}
