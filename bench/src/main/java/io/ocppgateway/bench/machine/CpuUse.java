package io.ocppgateway.bench.machine;

import java.time.Duration;

/// What the CPU was used for in a while.
///
/// @param candidate by the process that is measured
/// @param load by this process
/// @param foreign by everybody else
/// @param elapsed the length of the while
public record CpuUse(Duration candidate, Duration load, Duration foreign, Duration elapsed) {

  /// More of a core than this in the hands of others makes a sample doubtful.
  private static final double FOREIGN_TOLERATED = 0.05;

  /// Microseconds of the candidate for each of a number of things.
  public double microsPer(long count) {
    return candidate.toNanos() / 1e3 / count;
  }

  /// How much of a core the candidate was busy, 1 for all of it.
  public double candidateShare() {
    return share(candidate);
  }

  /// How much of a core this process was busy.
  public double loadShare() {
    return share(load);
  }

  /// How much of a core others took.
  public double foreignShare() {
    return share(foreign);
  }

  /// Whether others have taken so little that the figures stand.
  public boolean isUndisturbed() {
    return foreignShare() <= FOREIGN_TOLERATED;
  }

  private double share(Duration part) {
    return (double) part.toNanos() / elapsed.toNanos();
  }
}
