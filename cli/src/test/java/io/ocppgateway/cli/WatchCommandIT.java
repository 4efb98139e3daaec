package io.ocppgateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import io.ocppgateway.cli.shell.Shell;
import io.ocppgateway.cli.terminal.Stopping;
import io.ocppgateway.cli.terminal.Terminal;
import io.ocppgateway.local.process.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/// The MQTT test client against mosquitto.
class WatchCommandIT {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private int port;
  private Process mosquitto;

  @BeforeEach
  void startMosquitto() throws IOException {
    port = FreePort.find();
    Path settings =
        Files.writeString(
            directory.resolve("mosquitto.conf"),
            "listener %d 127.0.0.1\nallow_anonymous true\n".formatted(port));
    mosquitto =
        new ProcessBuilder("mosquitto", "-c", settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("mosquitto.log").toFile())
            .start();
    await().atMost(DEADLINE).ignoreExceptions().until(() -> isListening(port));
  }

  @AfterEach
  void endMosquitto() throws InterruptedException {
    mosquitto.destroy();
    if (!mosquitto.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
      mosquitto.destroyForcibly();
    }
  }

  @Test
  void messagesOfAllFiltersArePrintedAndOthersAreNot() throws Exception {
    CompletableFuture<Integer> watching = watch("+/in", "CP2/out", "--count", "2");

    publish("CP1/out", "[3,\"0\",{}]");
    publish("CP1/in", "[2,\"1\",\"Heartbeat\",{}]");
    publish("CP2/out", "two\nlines");

    assertThat(watching.get(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isZero();
    assertThat(out.toString().lines().map(line -> line.substring("00:00:00.000".length())))
        .containsExactly("  CP1/in  [2,\"1\",\"Heartbeat\",{}]", "  CP2/out  two\\nlines");
    assertThat(out.toString()).matches("(?s)\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  .*");
  }

  @Test
  void endOfTheBrokerEndsTheWatchWithAMessage() throws Exception {
    CompletableFuture<Integer> watching = watch("+/in");

    mosquitto.destroy();

    assertThat(watching.get(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(err.toString()).contains("cpo: the connection to the broker is lost");
  }

  /// Starts the command and returns when it has subscribed.
  private CompletableFuture<Integer> watch(String... arguments) {
    Shell shell =
        new Shell(
            InputStream.nullInputStream(),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            Ansi.OFF,
            Map.of(),
            Terminal.none(),
            new Stopping());
    String[] line = new String[arguments.length + 3];
    line[0] = "watch";
    line[1] = "--mqtt-port";
    line[2] = Integer.toString(port);
    System.arraycopy(arguments, 0, line, 3, arguments.length);
    CompletableFuture<Integer> exitCode =
        CompletableFuture.supplyAsync(() -> Cpo.commandLine(shell).execute(line));
    await().atMost(DEADLINE).until(() -> err.toString().contains("watching"));
    return exitCode;
  }

  private void publish(String topic, String payload) {
    Mqtt5BlockingClient client =
        MqttClient.builder()
            .useMqttVersion5()
            .serverHost("127.0.0.1")
            .serverPort(port)
            .buildBlocking();
    client.connect();
    client
        .publishWith()
        .topic(topic)
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload(payload.getBytes(UTF_8))
        .send();
    client.disconnect();
  }

  private static boolean isListening(int port) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    }
  }
}
