package io.ocppgateway.infra.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingTest {

  private static final Path README = Path.of("..", "README.md");
  private static final String MARKER = "<!-- settings -->";

  @Test
  void readmeTellsOfEachSetting() throws IOException {
    List<String> readme = Files.readAllLines(README);

    List<String> told =
        readme.stream()
            .skip(readme.indexOf(MARKER) + 1L)
            .takeWhile(line -> !line.equals(MARKER))
            .filter(line -> !line.isBlank())
            .toList();

    assertThat(told).as("between two lines %s in README.md", MARKER).isEqualTo(table());
  }

  @Test
  void defaultsThatAreValuesMayBeSaid() {
    Map<String, Object> context = new HashMap<>();
    Arrays.stream(Setting.values())
        .filter(setting -> setting.standard().matches("[A-Za-z0-9]+"))
        .filter(setting -> !setting.standard().equals("none"))
        .forEach(setting -> context.put(setting.key(), setting.standard()));

    Settings said = Settings.of(context, Map.of());

    assertThat(said).isEqualTo(Settings.of(Map.of(), Map.of()));
    assertThat(context).hasSizeGreaterThan(12);
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
