package io.ocppgateway.bench.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// docs/scaling.md has what the storms give at their full size, to the last digit. Of its rows
/// those are looked at of what the gateway does; the others differ in the scenario only.
final class ScalingDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "scaling.md");

  static Stream<Scenario> rowIsWhatTheStormGives() {
    return ZoneLoss.scenarios(ZoneLoss.LOST).stream()
        .filter(scenario -> scenario.name().equals("admission, refusals held, jitter"));
  }

  @ParameterizedTest
  @MethodSource
  void rowIsWhatTheStormGives(Scenario scenario) throws IOException {
    String row = StormTable.summary(List.of(Storm.pass(scenario))).lines().toList().getLast();

    assertThat(Files.readString(DOCUMENT).lines()).contains(row);
  }
}
