package io.ocppgateway.cli.fleet.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.simulator.fleet.FleetOptions;
import io.ocppgateway.simulator.fleet.statistics.CallTotals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The report for programs: its shape is a promise.
class JsonReportTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Path DOCUMENT = Path.of("..", "docs", "fleet-report.md");

  private final JsonNode report = JSON.readTree(JsonReport.text(Fleets.report()));

  @Test
  void shapeIsTheOneThatIsDocumented() throws IOException {
    String document = Files.readString(DOCUMENT);
    int start = document.indexOf("```json") + "```json".length();
    JsonNode example = JSON.readTree(document.substring(start, document.indexOf("```", start)));

    Set<String> documented = fields(example);
    Set<String> written = fields(report);

    assertThat(written).isEqualTo(documented);
  }

  @Test
  void figuresAreTheReportsOwn() {
    assertThat(report.path("calls").path("answered").asLong()).isEqualTo(19_900);
    assertThat(report.path("roundTrip").path("p99Millis").asDouble()).isEqualTo(18);
    assertThat(report.path("durationSeconds").asDouble()).isEqualTo(600.5);
    assertThat(report.path("fleet").path("plannedSeconds").asDouble()).isEqualTo(600);
    assertThat(report.path("samples")).hasSize(600);
    assertThat(report.path("samples").path(99).path("connected").asInt()).isEqualTo(5_000);
    assertThat(report.path("verdict").path("exitCode").asInt()).isZero();
  }

  @Test
  void fleetWithoutAnEndHasNoPlannedTime() {
    var endless =
        Fleets.report(
            Fleets.OPTIONS.withDuration(FleetOptions.UNTIL_STOPPED), new CallTotals(3, 1, 0, 0, 2));

    JsonNode json = JSON.readTree(JsonReport.text(endless));

    assertThat(json.path("fleet").path("plannedSeconds").isNull()).isTrue();
    assertThat(json.path("verdict").path("exitCode").asInt()).isEqualTo(1);
    assertThat(json.path("verdict").path("text").asString()).isEqualTo("2 of 3 CALLs lost");
  }

  /// Paths of all fields; what stands under a name that is a figure's own counts once.
  private static Set<String> fields(JsonNode node) {
    Set<String> fields = new TreeSet<>();
    collect("", node, fields);
    return fields;
  }

  private static void collect(String path, JsonNode node, Set<String> fields) {
    if (node.isObject()) {
      node.properties()
          .forEach(field -> {
            boolean named = path.equals("/actions") || path.equals("/failures");
            String next = path + "/" + (named ? "*" : field.getKey());
            fields.add(next);
            collect(next, field.getValue(), fields);
          });
    } else if (node.isArray()) {
      node.forEach(item -> collect(path + "[]", item, fields));
    }
  }
}
