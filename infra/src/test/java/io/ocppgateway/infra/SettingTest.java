package io.ocppgateway.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingTest {

  private static final String MARKER = "<!-- settings -->";

  @Test
  void readmeTellsOfEachSetting() throws IOException {
    List<String> readme = Files.readAllLines(Synthesized.REPOSITORY.resolve("README.md"));

    List<String> told =
        readme.stream()
            .skip(readme.indexOf(MARKER) + 1L)
            .takeWhile(line -> !line.equals(MARKER))
            .filter(line -> !line.isBlank())
            .toList();

    assertThat(told).as("between two lines %s in README.md", MARKER).isEqualTo(table());
  }

  private static List<String> table() {
    return Stream.concat(
            Stream.of("| key | default | meaning |", "|---|---|---|"),
            Arrays.stream(Setting.values()).map(SettingTest::row))
        .toList();
  }

  private static String row(Setting setting) {
    return "| `%s` | %s | %s |".formatted(setting.key(), setting.standard(), setting.meaning());
  }
}
