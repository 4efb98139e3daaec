package io.ocppgateway.cli.fleet.report;

import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// An axis from 0 to a round number: which values it is marked at, and where a value lies.
///
/// @param step from one mark to the next
/// @param steps how many
record Scale(double step, int steps) {

  private static final int WANTED_STEPS = 5;

  /// Steps that clocks are read in, in seconds.
  private static final List<Integer> CLOCK_STEPS =
      List.of(
          1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400);

  /// Marked at 1, 2 or 5 times a power of ten.
  ///
  /// @param greatest value that must have a place
  static Scale ofNumbers(double greatest) {
    if (greatest <= 0) {
      return new Scale(1, 1);
    }
    double magnitude = Math.pow(10, Math.floor(Math.log10(greatest / WANTED_STEPS)));
    double step =
        DoubleStream.of(1, 2, 5, 10)
            .map(factor -> factor * magnitude)
            .filter(candidate -> candidate * WANTED_STEPS >= greatest)
            .findFirst()
            .orElse(10 * magnitude);
    return covering(greatest, step);
  }

  /// The same for counts, which have no halves.
  static Scale ofCounts(double greatest) {
    Scale scale = ofNumbers(greatest);
    return scale.step < 1 ? covering(greatest, 1) : scale;
  }

  /// Marked at round seconds, minutes or hours.
  static Scale ofTime(Duration greatest) {
    double seconds = Math.max(1, Figures.millis(greatest) / 1_000);
    double step =
        CLOCK_STEPS.stream()
            .mapToDouble(Integer::doubleValue)
            .filter(candidate -> candidate * 2 * WANTED_STEPS >= seconds)
            .findFirst()
            .orElse(Math.ceil(seconds / WANTED_STEPS));
    return new Scale(step, Math.max(1, (int) Math.floor(seconds / step)));
  }

  private static Scale covering(double greatest, double step) {
    return new Scale(step, Math.max(1, (int) Math.ceil(greatest / step - 1e-9)));
  }

  double end() {
    return step * steps;
  }

  List<Double> marks() {
    return IntStream.rangeClosed(0, steps).mapToObj(i -> i * step).toList();
  }
}
