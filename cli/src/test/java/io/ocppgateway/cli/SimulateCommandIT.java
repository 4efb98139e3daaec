package io.ocppgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How a simulated charge point that is not wanted ends the command.
@Timeout(30)
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
  void centralSystemThatIsNotThereIsAFailure() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }

    CommandRun run = CommandRun.of("simulate", "--url", "ws://localhost:" + free);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("CP1: cannot connect: Connection refused");
  }
}
