package io.ocppgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iot.model.ThingAttribute;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `./cpo fleet` as people run it against the local stack: what it registers is gone afterwards,
/// however it ends.
@Isolated
@ExtendWith(LocalStackExtension.class)
class FleetCommandIT {

  private static final int SIZE = 50;

  private final Stack stack;

  FleetCommandIT(Stack stack) {
    this.stack = stack;
  }

  @Test
  void nothingIsLostAndTheReportAddsUp(@TempDir Path directory) {
    Path json = directory.resolve("fleet.json");
    Path html = directory.resolve("fleet.html");
    try (Program fleet =
        fleet("SUM", "--for", "15s", "--report", json.toString(), "--report", html.toString())) {
      int exitCode = fleet.awaitExit();

      JsonNode report = JsonMapper.shared().readTree(Repository.read(json));
      JsonNode calls = report.path("calls");
      assertThat(exitCode).as(String.join("\n", fleet.lines())).isZero();
      assertThat(fleet.lines()).anyMatch(line -> line.matches("verdict +nothing lost"));
      assertThat(report.path("connections").path("mostAtOnce").asInt()).isEqualTo(SIZE);
      assertThat(calls.path("sent").asLong()).isGreaterThan(2 * SIZE);
      // When each beats first is left to chance.
      assertThat(report.at("/actions/Heartbeat/calls/sent").asLong()).isPositive();
      assertThat(calls.path("sent").asLong())
          .isEqualTo(
              calls.path("answered").asLong()
                  + calls.path("failed").asLong()
                  + calls.path("cutOff").asLong()
                  + calls.path("lost").asLong());
      assertThat(sum(report.path("actions"), "sent")).isEqualTo(calls.path("sent").asLong());
      assertThat(sum(report.path("actions"), "answered"))
          .isEqualTo(calls.path("answered").asLong());
      assertThat(
              report
                  .path("actions")
                  .path("BootNotification")
                  .path("calls")
                  .path("answered")
                  .asInt())
          .isEqualTo(SIZE);
      assertThat(Repository.read(html)).startsWith("<!DOCTYPE html>");
      assertThat(things("SUM")).isEmpty();
    }
  }

  @Test
  void terminalShowsABarAndCtrlCStillReportsAndUnregisters() {
    try (Program fleet = Cpo.startInTerminalOf("xterm", arguments("BAR"))) {
      fleet.awaitLine("until Ctrl-C");
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> fleet.lines().stream().anyMatch(line -> line.contains("connected " + SIZE)));
      assertThat(things("BAR")).hasSize(SIZE);

      fleet.typeCtrlC();
      int exitCode = fleet.awaitExit();

      assertThat(fleet.lines()).anyMatch(line -> line.matches("█+ 0:00:\\d\\d until Ctrl-C"));
      assertThat(fleet.lines()).anyMatch(line -> line.contains("round trip p50"));
      assertThat(fleet.lines()).anyMatch(line -> line.startsWith("stopping:"));
      assertThat(fleet.lines()).anyMatch(line -> line.matches("verdict +nothing lost"));
      assertThat(exitCode).isZero();
      assertThat(things("BAR")).isEmpty();
    }
  }

  @Test
  void terminationStillReportsAndUnregisters() {
    try (Program fleet = fleet("TERM")) {
      await().atMost(Duration.ofSeconds(60)).until(() -> things("TERM").size() == SIZE);

      fleet.terminate();
      fleet.awaitExit();

      assertThat(fleet.lines()).anyMatch(line -> line.startsWith("stopping:"));
      assertThat(things("TERM")).isEmpty();
    }
  }

  @Test
  void addressThatIsNotThisMachinesIsRefusedWithItsPrice() {
    try (Program fleet = Cpo.start("fleet", "--size", "50", "--url", "wss://192.0.2.1")) {
      int exitCode = fleet.awaitExit();

      assertThat(exitCode).isEqualTo(2);
      assertThat(fleet.lines())
          .anyMatch(line -> line.matches("1,200 +OCPP messages, both ways +[0-9.]+ USD per hour"))
          .anyMatch(line -> line.contains("give --i-understand-the-cost to go there"));
    }
  }

  private Program fleet(String prefix, String... more) {
    return Cpo.start(arguments(prefix, more));
  }

  private String[] arguments(String prefix, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "fleet",
                "--url",
                stack.url(),
                "--size",
                "" + SIZE,
                "--id-prefix",
                prefix,
                "--register",
                "--aws-port",
                stack.awsPort()));
    arguments.addAll(Arrays.asList(more));
    return arguments.toArray(String[]::new);
  }

  private List<String> things(String prefix) {
    try (IotClient iot = stack.iot()) {
      return iot.listThingsPaginator().things().stream()
          .map(ThingAttribute::thingName)
          .filter(name -> name.startsWith(prefix))
          .toList();
    }
  }

  private static long sum(JsonNode actions, String count) {
    return actions.properties().stream()
        .mapToLong(action -> action.getValue().path("calls").path(count).asLong())
        .sum();
  }
}
