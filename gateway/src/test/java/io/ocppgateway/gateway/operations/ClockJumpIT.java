package io.ocppgateway.gateway.operations;

import static io.ocppgateway.gateway.peer.TestChargePoint.FIN;
import static io.ocppgateway.gateway.peer.TestChargePoint.PING;
import static io.ocppgateway.gateway.peer.TestChargePoint.PONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.gateway.peer.FakeAws;
import io.ocppgateway.gateway.peer.FakeTime;
import io.ocppgateway.gateway.peer.Footprint;
import io.ocppgateway.gateway.peer.GatewayProcess;
import io.ocppgateway.gateway.peer.Mosquitto;
import io.ocppgateway.gateway.peer.TestBackend;
import io.ocppgateway.gateway.peer.TestChargePoint;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The machine's clock is set, by more than any timeout. What lasts for a while is measured by
/// another one; the time of day only signs what goes to AWS, which this broker does not look at.
final class ClockJumpIT {

  private static final List<Duration> WRONG =
      List.of(Duration.ofDays(1), Duration.ofDays(-400), Duration.ofDays(4_000));

  private static final Pattern TIMESTAMP = Pattern.compile("\"timestamp\":(\\d+)");

  @TempDir static Path directory;

  @Test
  void noSessionEndsAndNewOnesBeginWhereverTheClockIsSet() throws Exception {
    FakeTime time = FakeTime.in(directory);
    try (FakeAws aws = new FakeAws();
        Mosquitto mosquitto = Mosquitto.start(directory);
        TestBackend backend = TestBackend.start(mosquitto.port());
        GatewayProcess gateway =
            GatewayProcess.start(directory, environment(aws, mosquitto, time));
        TestChargePoint steady = TestChargePoint.connect(gateway.awaitReadyPort(), "TABLED")) {
      serve(steady, "TABLED", backend);
      connectAndServe(gateway, "FLEET", backend);
      Footprint level = Footprint.of(gateway);

      for (Duration wrong : WRONG) {
        String neverAnswered = command(steady, "TABLED", backend);
        time.set(wrong);

        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> {
              beat(steady);
              connectAndServe(gateway, "FLEET" + wrong.toDays(), backend);
              return times(gateway).anyMatch(it -> isAbout(it, Instant.now().plus(wrong)));
            });
        assertThat(steady.next().opcode()).as("asked whether it lives").isEqualTo(PING);
        steady.send(FIN | PONG, new byte[0]);
        awaitOutcome(backend, neverAnswered, "TIMEOUT");
        serve(steady, "TABLED", backend);
      }

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(Footprint.of(gateway)).matches(level::isLike));
    }
  }

  private static void connectAndServe(GatewayProcess gateway, String identity, TestBackend backend)
      throws Exception {
    try (TestChargePoint fresh = TestChargePoint.connect(gateway.awaitReadyPort(), identity)) {
      serve(fresh, identity, backend);
    }
  }

  /// A round trip each way.
  private static void serve(TestChargePoint chargePoint, String identity, TestBackend backend)
      throws Exception {
    beat(chargePoint);
    answer(chargePoint, command(chargePoint, identity, backend), backend);
  }

  private static void beat(TestChargePoint chargePoint) throws IOException {
    String call = UUID.randomUUID().toString();
    chargePoint.sendText("[2,\"%s\",\"Heartbeat\",{}]".formatted(call));
    assertThat(chargePoint.nextTextAmongPings()).isEqualTo("[3,\"%s\",{}]".formatted(call));
  }

  /// Has a charge point commanded, and returns the command that it has got.
  private static String command(TestChargePoint chargePoint, String identity, TestBackend backend)
      throws Exception {
    String command = backend.command(identity);
    assertThat(chargePoint.nextTextAmongPings()).contains(command);
    return command;
  }

  private static void answer(TestChargePoint chargePoint, String command, TestBackend backend)
      throws IOException {
    chargePoint.sendText("[3,\"%s\",{}]".formatted(command));
    awaitOutcome(backend, command, "answered");
  }

  private static void awaitOutcome(TestBackend backend, String command, String outcome) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(backend.outcomes()).containsEntry(command, outcome));
  }

  /// Of all lines of its log.
  private static Stream<Instant> times(GatewayProcess gateway) throws IOException {
    return TIMESTAMP
        .matcher(gateway.log())
        .results()
        .map(time -> Instant.ofEpochMilli(Long.parseLong(time.group(1))));
  }

  private static boolean isAbout(Instant time, Instant expected) {
    return Duration.between(time, expected).abs().compareTo(Duration.ofHours(1)) < 0;
  }

  private static Map<String, String> environment(FakeAws aws, Mosquitto mosquitto, FakeTime time) {
    Map<String, String> environment =
        GatewayProcess.environment(
            aws.url(), "ws://127.0.0.1:" + mosquitto.webSocketPort() + "/mqtt");
    environment.put(GatewayEnvironment.PING_INTERVAL_SECONDS, "4");
    environment.put(GatewayEnvironment.COMMAND_TIMEOUT_SECONDS, "10");
    environment.put(GatewayEnvironment.SETTLE_SECONDS, "0");
    environment.putAll(time.environment());
    return environment;
  }
}
