package io.ocppgateway.cli.fleet;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times and rates as people type them.
final class Quantities {

  private static final Pattern DURATION =
      Pattern.compile("(?:(\\d{1,4})d)?(?:(\\d{1,5})h)?(?:(\\d{1,6})m)?(?:(\\d{1,8})s)?");

  private static final Pattern RATE = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,6})?)/([sm])");

  private static final int SECONDS_PER_MINUTE = 60;

  private Quantities() {}

  /// `90s`, `10m`, `1h30m`, `2d`.
  ///
  /// @throws IllegalArgumentException if it is something else, or nothing
  static Duration duration(String text) {
    Matcher parts = DURATION.matcher(text);
    Duration duration =
        parts.matches()
            ? Duration.ofDays(part(parts, 1))
                .plusHours(part(parts, 2))
                .plusMinutes(part(parts, 3))
                .plusSeconds(part(parts, 4))
            : Duration.ZERO;
    if (!duration.isPositive()) {
      throw new IllegalArgumentException(
          "'%s' is no time; allowed are days, hours, minutes and seconds, as in 90s, 10m or 1h30m"
              .formatted(text));
    }
    return duration;
  }

  /// `200/s`, `30/m`.
  ///
  /// @throws IllegalArgumentException if it is something else, or nothing
  static double perSecond(String text) {
    Matcher parts = RATE.matcher(text);
    double rate =
        parts.matches()
            ? Double.parseDouble(parts.group(1))
                / (parts.group(2).equals("m") ? SECONDS_PER_MINUTE : 1)
            : 0;
    if (!(rate > 0)) {
      throw new IllegalArgumentException(
          "'%s' is no rate; allowed are connects per second or per minute, as in 200/s or 30/m"
              .formatted(text));
    }
    return rate;
  }

  private static long part(Matcher parts, int group) {
    return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
  }
}
