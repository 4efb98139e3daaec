package io.ocppgateway.bench.figures;

import java.util.Arrays;

/// Medians.
public final class Medians {

  private Medians() {}

  /// The middle one, or the mean of the two in the middle.
  ///
  /// @throws IllegalArgumentException if there are none
  public static double of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values have no median; measure at least once");
    }
    double[] sorted = Arrays.stream(values).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
