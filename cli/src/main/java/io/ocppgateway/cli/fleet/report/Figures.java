package io.ocppgateway.cli.fleet.report;

import java.time.Duration;
import java.util.Locale;

/// How numbers read, in the terminal and in reports.
public final class Figures {

  private static final double MICROS_PER_MILLI = 1_000;
  private static final int MILLIS_PER_SECOND = 1_000;
  private static final int SECONDS_PER_MINUTE = 60;

  private Figures() {}

  /// `12,345`.
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// With one decimal where that says something: `3.4`, `1,667`.
  public static String rate(double perSecond) {
    return perSecond < 100 && perSecond != Math.rint(perSecond)
        ? String.format(Locale.ROOT, "%.1f", perSecond)
        : String.format(Locale.ROOT, "%,.0f", perSecond);
  }

  /// A latency: `0.84 ms`, `12 ms`, `1.20 s`; a dash for none.
  public static String latency(Duration latency) {
    if (latency.isZero()) {
      return "-";
    }
    double millis = millis(latency);
    if (millis >= MILLIS_PER_SECOND) {
      return String.format(Locale.ROOT, "%.2f s", millis / MILLIS_PER_SECOND);
    }
    return String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : "%.0f ms", millis);
  }

  /// With its fraction.
  public static double millis(Duration duration) {
    return duration.toNanos() / MICROS_PER_MILLI / MILLIS_PER_SECOND;
  }

  /// `0:05:09`, hours without an end.
  public static String clock(Duration duration) {
    return String.format(
        Locale.ROOT,
        "%d:%02d:%02d",
        duration.toHours(),
        duration.toMinutesPart(),
        duration.toSecondsPart());
  }

  /// As it is typed: `90s`, `10m`, `1h30m`.
  public static String span(Duration duration) {
    if (duration.toSeconds() < 2 * SECONDS_PER_MINUTE
        && duration.toSeconds() % SECONDS_PER_MINUTE != 0) {
      return duration.toSeconds() + "s";
    }
    String text =
        part(duration.toHours(), "h")
            + part(duration.toMinutesPart(), "m")
            + part(duration.toSecondsPart(), "s");
    return text.isEmpty() ? "0s" : text;
  }

  private static String part(long amount, String unit) {
    return amount == 0 ? "" : amount + unit;
  }
}
