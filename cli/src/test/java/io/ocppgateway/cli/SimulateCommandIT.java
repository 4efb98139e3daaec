package io.ocppgateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ocppgateway.local.process.FreePort;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How the command ends: by a charge point that is not wanted, and by Ctrl-C.
@Timeout(120)
class SimulateCommandIT {

  @Test
  void rejectionIsPrintedWithItsCodeAndIsAFailure() throws IOException {
    HttpServer centralSystem =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    List<String> asked = new CopyOnWriteArrayList<>();
    centralSystem.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getRawPath());
          asked.add(exchange.getRequestHeaders().getFirst("Sec-WebSocket-Protocol"));
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    centralSystem.start();
    String url = "ws://localhost:" + centralSystem.getAddress().getPort();

    CommandRun run =
        CommandRun.of("simulate", "--url", url, "--cp-id", "DE*1", "--protocol", "ocpp1.6");

    centralSystem.stop(0);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().lines())
        .containsExactly(
            "DE*1: connection rejected: 404 Not Found",
            "DE*1: CALLs: 0 sent, 0 answered, 0 failed, 0 closed before an answer, 0 lost");
    assertThat(asked).containsExactly("/DE%2A1", "ocpp1.6");
  }

  @Test
  void passwordIsSentAsItIsPipedIn() throws IOException {
    HttpServer centralSystem =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    List<String> authorizations = new CopyOnWriteArrayList<>();
    centralSystem.createContext(
        "/",
        exchange -> {
          authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.sendResponseHeaders(401, -1);
          exchange.close();
        });
    centralSystem.start();
    String url = "ws://localhost:" + centralSystem.getAddress().getPort();

    CommandRun run =
        CommandRun.withInput("pass: wörd\r\nmore", "simulate", "--url", url, "--password", "-");

    centralSystem.stop(0);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(authorizations)
        .containsExactly(
            "Basic " + Base64.getEncoder().encodeToString("CP1:pass: wörd".getBytes(UTF_8)));
  }

  @Test
  void centralSystemThatIsNotThereIsAFailure() {
    int free = FreePort.find();

    CommandRun run = CommandRun.of("simulate", "--url", "ws://localhost:" + free);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("CP1: cannot connect: Connection refused");
  }

  @Test
  void chargePointThatIsSwitchedOffSaysWhatBecameOfItsCalls() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      int port = startCentralSystem(vertx);
      Process process =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  "io.ocppgateway.cli.Cpo",
                  "simulate",
                  "--url",
                  "ws://127.0.0.1:" + port,
                  "--profile",
                  "idle")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader out = process.inputReader();
      List<String> lines = new ArrayList<>();
      // The boot, a status and a heartbeat are answered.
      while (lines.stream().filter(line -> line.contains("receive message")).count() < 3) {
        lines.add(Objects.requireNonNull(out.readLine(), "the command has ended"));
      }

      process.toHandle().destroy();

      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(out.lines())
          .containsExactly(
              "CP1: stopped",
              "CP1: CALLs: 3 sent, 3 answered, 0 failed, 0 closed before an answer, 0 lost");
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  /// A central system that accepts every charge point and answers all else with `{}`.
  private static int startCentralSystem(Vertx vertx) {
    HttpServerOptions options =
        new HttpServerOptions().setWebSocketSubProtocols(List.of("ocpp2.0.1"));
    return vertx
        .createHttpServer(options)
        .webSocketHandler(socket ->
            socket.textMessageHandler(text -> {
              String payload =
                  text.contains("BootNotification")
                      ? "{\"currentTime\":\"2026-01-01T00:00:00Z\",\"interval\":300,\"status\":\"Accepted\"}"
                      : "{}";
              socket.writeTextMessage("[3,\"%s\",%s]".formatted(text.split("\"")[1], payload));
            }))
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
  }
}
