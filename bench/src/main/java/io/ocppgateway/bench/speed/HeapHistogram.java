package io.ocppgateway.bench.speed;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what `jcmd PID GC.class_histogram` prints: the live objects, for it collects the heap
/// first.
final class HeapHistogram {

  private static final Pattern TOTAL = Pattern.compile("^Total +\\d+ +(\\d+)", Pattern.MULTILINE);

  private HeapHistogram() {}

  /// The bytes of all objects.
  ///
  /// @throws IllegalArgumentException if it is no histogram
  static long liveBytes(String histogram) {
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new IllegalArgumentException("no histogram of a heap: " + histogram);
    }
    return Long.parseLong(total.group(1));
  }
}
