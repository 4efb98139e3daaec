package io.ocppgateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.chargepoint.ChargePointOptions;
import io.ocppgateway.simulator.chargepoint.LinePrinter;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The simulated charge point against `ocpp-rpc` in strict mode, a central system that nobody here
/// wrote: it checks every message of 1.6 and 2.0.1 against the schemas. (It cannot do so for 2.1.)
class StrictCentralSystemIT {

  private static final Path SCRIPT = Path.of("target/test-classes/strict-central-system.js");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<String> printed = new CopyOnWriteArrayList<>();
  private Process centralSystem;

  @BeforeEach
  void requireOcppRpc() {
    if (!Files.isDirectory(Path.of("../node_modules/ocpp-rpc"))) {
      String notice = "ocpp-rpc is missing: run 'npm ci --ignore-scripts' in the root directory";
      if (System.getenv("CI") != null) {
        fail(notice);
      }
      System.err.println("skipped: " + notice);
      abort(notice);
    }
  }

  @AfterEach
  void endCentralSystem() throws InterruptedException {
    if (centralSystem != null) {
      centralSystem.destroy();
      if (!centralSystem.waitFor(5, TimeUnit.SECONDS)) {
        centralSystem.destroyForcibly();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyMessageIsValid(OcppVersion version) throws IOException {
    URI url = URI.create("ws://127.0.0.1:" + startCentralSystem(version) + "/ocpp");
    ChargePointId id = ChargePointId.ofIdentity("DE*ABC E1").orElseThrow();

    try (Simulation simulation = Simulation.open(new LinePrinter(printed::add))) {
      SimulatedChargePoint chargePoint = simulation.start(ChargePointOptions.of(url, id, version));
      awaitTold(2, "BOOT");
      awaitTold(2, "HEARTBEAT");

      assertThat(told("INVALID")).as("transcript: %s", printed).isEmpty();
      assertThat(chargePoint.calls().join().failed()).isZero();
    }

    assertThat(told("CONNECTED")).containsOnly("CONNECTED \"DE*ABC E1\"").hasSize(2);
    assertThat(told("UNKNOWN")).containsExactly("UNKNOWN \"NotImplemented\"");
    assertThat(told("ANSWER")).hasSize(version == OcppVersion.V1_6 ? 10 : 11);
    assertThat(told("ANSWER \"ClearCache\""))
        .containsExactly("ANSWER \"ClearCache\" {\"status\":\"Accepted\"}");
    assertThat(printed)
        .contains(
            "DE*ABC E1: connected to central system", "DE*ABC E1: heartbeat interval set to 1");
    if (version != OcppVersion.V1_6) {
      assertThat(told("REPORT")).containsExactly("REPORT 8");
      assertThat(told("BOOT").get(0)).contains("PowerUp");
      assertThat(told("BOOT").get(1)).contains("RemoteReset");
    }
  }

  private String startCentralSystem(OcppVersion version) throws IOException {
    centralSystem =
        new ProcessBuilder("node", SCRIPT.toString(), version.subprotocol())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines = centralSystem.inputReader();
    Thread.ofVirtual().start(() -> lines.lines().forEach(told::add));
    awaitTold(1, "LISTENING");
    return told("LISTENING").getFirst().split(" ")[1];
  }

  private void awaitTold(int times, String word) {
    await().atMost(PATIENCE).until(() -> told(word).size() >= times || !told("INVALID").isEmpty());
  }

  private List<String> told(String word) {
    return told.stream().filter(line -> line.startsWith(word)).toList();
  }
}
