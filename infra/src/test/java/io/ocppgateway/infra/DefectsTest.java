package io.ocppgateway.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The page that says which test shows that a defect of the sample is absent.
class DefectsTest {

  private static final int DEFECTS = 46;
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|");
  private static final Pattern SHOWN_BY = Pattern.compile("`(\\w+Test)#(\\w+)`");

  @Test
  void everyDefectIsThereOnceAndEveryTestExists() throws IOException {
    String page = Files.readString(Synthesized.REPOSITORY.resolve("docs/sample-defects.md"));

    List<Integer> numbers =
        ROW.matcher(page).results().map(row -> Integer.valueOf(row.group(1))).toList();
    List<MatchResult> tests = SHOWN_BY.matcher(page).results().toList();

    assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, DEFECTS).boxed().toList());
    assertThat(tests).hasSizeGreaterThan(40).allMatch(DefectsTest::exists);
  }

  private static boolean exists(MatchResult test) {
    for (String packageName : List.of("io.ocppgateway.infra", "io.ocppgateway.infra.settings")) {
      try {
        return Arrays.stream(Class.forName(packageName + "." + test.group(1)).getDeclaredMethods())
            .anyMatch(method -> method.getName().equals(test.group(2)));
      } catch (ClassNotFoundException _) {
        // Looked for in the next one.
      }
    }
    return false;
  }
}
