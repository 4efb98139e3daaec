package io.ocppgateway.bench.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.ocppgateway.bench.load.Fleet;
import io.ocppgateway.bench.load.Load;
import io.ocppgateway.bench.machine.PinnedProcess;
import io.ocppgateway.bench.machine.Tool;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RelayIT {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @TempDir private Path directory;

  @Test
  void theRelayCarriesEveryCallToTheBrokerAndEveryAnswerBack() throws Exception {
    try (Load load = new Load();
        Candidate relay = relay(load.listenForMqtt(null)).awaitListening();
        Fleet fleet = new Fleet(load, "CP", relay.port())) {
      fleet.connect(20, 5).get(30, TimeUnit.SECONDS);

      fleet.saturate();
      Histogram latencies = new Histogram(3);
      Awaitility.await()
          .until(() -> {
            latencies.add(fleet.takeLatencies());
            return latencies.getTotalCount() > 500;
          });
      fleet.rest().get(30, TimeUnit.SECONDS);

      // An answer that belongs to no CALL, or a lost connection, would have been told by now.
      fleet.takeLatencies();
      assertThat(relay.process().isAlive()).isTrue();
    }
  }

  @Test
  void aPacedFleetCallsAtItsRate() throws Exception {
    try (Load load = new Load();
        Fleet fleet = new Fleet(load, "CP", load.listenForWebSockets())) {
      fleet.connect(20, 5).get(30, TimeUnit.SECONDS);

      long begun = System.nanoTime();
      fleet.pace(200);
      Histogram latencies = new Histogram(3);
      Awaitility.await()
          .until(() -> {
            latencies.add(fleet.takeLatencies());
            return latencies.getTotalCount() >= 100;
          });
      double seconds = (System.nanoTime() - begun) / 1e9;

      assertThat(latencies.getTotalCount()).isLessThanOrEqualTo((long) (200 * seconds) + 1);
    }
  }

  private Candidate relay(int brokerPort) throws Exception {
    String path = System.getenv("PATH");
    Path cc = Tool.CC.find(path).orElse(null);
    Path taskset = Tool.TASKSET.find(path).orElse(null);
    if (cc == null || taskset == null) {
      String notice = Tool.CC.advice() + "; " + Tool.TASKSET.advice();
      if (System.getenv("CI") != null) {
        fail(notice);
      }
      Assumptions.abort(notice);
    }
    Path program = Programs.compileRelay(ROOT, cc, directory);
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    List<String> command =
        List.of(program.toString(), String.valueOf(port), String.valueOf(brokerPort));
    Path log = directory.resolve("relay.log");
    return new Candidate(
        Kind.RELAY, port, PinnedProcess.start(taskset, command, Map.of(), directory, log), log);
  }
}
