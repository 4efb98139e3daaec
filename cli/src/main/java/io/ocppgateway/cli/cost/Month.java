package io.ocppgateway.cli.cost;

/// A fleet's month, as long as AWS reckons one on average.
///
/// @param chargePoints how many are connected all the time
/// @param events what they do in it
record Month(int chargePoints, Events events) {

  static final double HOURS = 730;

  static final double SECONDS = HOURS * 3_600;

  /// On average over the month.
  double callsPerSecond() {
    return events.calls() / SECONDS;
  }

  /// On average over the month.
  double connectsPerSecond() {
    return events.connects() / SECONDS;
  }
}
