package io.ocppgateway.local.synth;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a failed CDK app printed, reduced to what helps: no stack frames, no banner of the CDK's
/// JavaScript runtime about Node's age.
final class AppOutput {

  private static final int MAX_LINES = 40;
  private static final Pattern FRAME =
      Pattern.compile("\\s+at .*|\\s*\\.\\.\\. \\d+ more|Caused by: .*");
  private static final Pattern BANNER = Pattern.compile("!!.*");
  private static final Pattern THROWN =
      Pattern.compile("Exception in thread \"[^\"]*\" (?:[\\w.$]+(?:Exception|Error): ?)?");

  private AppOutput() {}

  /// The lines worth reading: the last [#MAX_LINES] at most.
  static String reduced(List<String> lines) {
    List<String> kept = new ArrayList<>();
    for (String line : lines) {
      if (!FRAME.matcher(line).matches() && !BANNER.matcher(line).matches() && !line.isBlank()) {
        kept.add(THROWN.matcher(line).replaceFirst(""));
      }
    }
    int skipped = Math.max(0, kept.size() - MAX_LINES);
    return String.join("\n", kept.subList(skipped, kept.size()));
  }
}
