package io.ocppgateway.bench.figures;

import java.util.List;
import java.util.Locale;

/// A figure and what it shall be.
///
/// @param what is measured, with its unit
/// @param bound which way it shall be
/// @param limit where it shall be
/// @param measured what it is
public record Goal(String what, Bound bound, double limit, double measured) {

  /// On which side of the limit is the good.
  public enum Bound {
    /// The measured is the limit or less.
    AT_MOST("≤"),
    /// The measured is the limit or more.
    AT_LEAST("≥");

    private final String sign;

    Bound(String sign) {
      this.sign = sign;
    }
  }

  /// A goal from above.
  public static Goal atMost(String what, double limit, double measured) {
    return new Goal(what, Bound.AT_MOST, limit, measured);
  }

  /// A goal from below.
  public static Goal atLeast(String what, double limit, double measured) {
    return new Goal(what, Bound.AT_LEAST, limit, measured);
  }

  /// Whether it is reached.
  public boolean isMet() {
    return switch (bound) {
      case AT_MOST -> measured <= limit;
      case AT_LEAST -> measured >= limit;
    };
  }

  /// Goals, and whether they are met.
  public static MarkdownTable table(List<Goal> goals) {
    MarkdownTable table = new MarkdownTable("goal", "limit", "measured", "");
    for (Goal goal : goals) {
      table.add(
          goal.what,
          "%s %s".formatted(goal.bound.sign, figure(goal.limit)),
          figure(goal.measured),
          goal.isMet() ? "met" : "not met");
    }
    return table;
  }

  private static String figure(double value) {
    return value >= 100 && value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
