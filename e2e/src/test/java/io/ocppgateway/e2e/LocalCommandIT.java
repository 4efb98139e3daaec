package io.ocppgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.local.process.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `./cpo local` as people start and end it.
class LocalCommandIT {

  private static final String UP = "Ctrl-C ends everything.";

  private final Ports ports = Ports.find();

  /// Where this test's stack listens.
  private record Ports(int webSocket, int mqtt, int aws) {

    static Ports find() {
      return new Ports(FreePort.find(), FreePort.find(), FreePort.find());
    }

    int of(String option) {
      return switch (option) {
        case "--websocket-port" -> webSocket;
        case "--mqtt-port" -> mqtt;
        case "--aws-port" -> aws;
        default -> throw new IllegalArgumentException(option);
      };
    }
  }

  @Test
  void saysWhatRunsAndWhereAndEndsItAllWhenTerminated() {
    try (Program local = Cpo.start(arguments("--register", "LOCAL1,LOCAL2", "--gateways", "2"))) {
      local.awaitLine(UP);
      String said = String.join("\n", local.lines());
      List<ProcessHandle> running = local.processes();
      assertThatIsServed("LOCAL2");

      local.terminate();
      int exitCode = local.awaitExit();

      assertThat(said)
          .contains("AwsOcppGatewayStack runs here")
          .contains("ws://localhost:%d/{id}, registered: LOCAL1, LOCAL2".formatted(ports.webSocket))
          .contains("mqtt://localhost:" + ports.mqtt)
          .contains("http://localhost:" + ports.aws)
          .containsPattern("functions +FrameHandler")
          .containsPattern("rules +AllFrames")
          .contains("chargePointHeartbeat")
          .containsPattern("gateways +2 \\(process \\d+, \\d+\\)")
          .containsPattern("(?s)only in AWS.*ElasticLoadBalancingV2");
      assertThat(running).as("itself, two gateways, DynamoDB Local").hasSize(4);
      assertThatNoneIsAlive(running);
      assertThat(exitCode).isEqualTo(143);
    }
  }

  @Test
  void keepsThingsAndShadowsWhereItIsToldToAndEndsOnCtrlC(@TempDir Path directory) {
    String[] arguments = arguments("--data", directory.toString());
    try (Program local = Cpo.startInTerminal(arguments)) {
      local.awaitLine(UP);
      assertThat(cpo("register", "KEPT").awaitExit()).isZero();
      try (Program chargePoint = simulate("KEPT", "--cp-serial", "KEPT-SERIAL")) {
        chargePoint.awaitLine("heartbeat interval set to");
      }
      List<ProcessHandle> running = local.processes();

      local.typeCtrlC();
      local.awaitExit();

      assertThatNoneIsAlive(running);
      assertThat(local.lines()).noneMatch(line -> line.contains("ended by itself"));
    }
    try (Program again = Cpo.start(arguments)) {
      again.awaitLine(UP);

      cpo("things").awaitLine("KEPT");
      cpo("shadow", "KEPT").awaitLine("KEPT-SERIAL");
      assertThatIsServed("KEPT");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--websocket-port", "--mqtt-port", "--aws-port"})
  void aTakenPortIsNamedWithItsOptionAndNothingStaysBehind(String option) throws IOException {
    int port = ports.of(option);
    try (ServerSocket taker = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
        Program local = Cpo.start(arguments())) {
      Set<ProcessHandle> started = new HashSet<>();
      await()
          .atMost(Program.PATIENCE)
          .until(() -> {
            started.addAll(local.processes());
            return !local.isAlive();
          });

      assertThat(local.awaitExit()).isEqualTo(1);
      assertThat(local.lines())
          .filteredOn(line -> line.startsWith("cpo: "))
          .singleElement()
          .asString()
          .contains("port %d".formatted(taker.getLocalPort()), "in use", option);
      assertThat(local.lines()).noneMatch(line -> line.contains("Exception"));
      assertThatNoneIsAlive(started);
    }
  }

  @Test
  void aSettingThatTheTemplateRefusesIsOneMessage() {
    try (Program local = Cpo.start(arguments("-c", "heartbeatInterval=oops"))) {
      int exitCode = local.awaitExit();

      assertThat(exitCode).isEqualTo(1);
      assertThat(local.lines())
          .filteredOn(line -> line.contains("oops"))
          .singleElement()
          .asString()
          .contains("heartbeatInterval");
      assertThat(local.lines())
          .noneMatch(line -> line.contains("Exception") || line.startsWith("at "));
    }
  }

  private String[] arguments(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "local",
                "--websocket-port",
                "" + ports.webSocket,
                "--mqtt-port",
                "" + ports.mqtt,
                "--aws-port",
                "" + ports.aws));
    arguments.addAll(Arrays.asList(more));
    return arguments.toArray(String[]::new);
  }

  /// Runs a command against the stack of this test.
  private Program cpo(String... arguments) {
    return Cpo.start(
        Stream.concat(
                Arrays.stream(arguments), Stream.of("--aws-port", Integer.toString(ports.aws)))
            .toArray(String[]::new));
  }

  private Program simulate(String identity, String... options) {
    return Cpo.start(
        Stream.concat(
                Stream.of(
                    "simulate", "--url", "ws://localhost:" + ports.webSocket, "--cp-id", identity),
                Arrays.stream(options))
            .toArray(String[]::new));
  }

  private void assertThatIsServed(String identity) {
    try (Program chargePoint = simulate(identity)) {
      assertThat(chargePoint.awaitLine("\"currentTime\"")).contains("\"status\":\"Accepted\"");
    }
  }

  private static void assertThatNoneIsAlive(Iterable<ProcessHandle> processes) {
    await().untilAsserted(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
  }
}
