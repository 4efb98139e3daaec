package io.ocppgateway.bench.storm;

import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

/// How a storm went, second by second.
///
/// @param seconds the first is the end of the first second
record Curve(Scenario scenario, List<Second> seconds) {

  Curve {
    seconds = List.copyOf(seconds);
  }

  Second end() {
    return seconds.getLast();
  }

  /// When a share of the charge points was back.
  ///
  /// @param percent of the charge points that had lost their connection
  Duration backAfter(double percent) {
    long wanted = (long) Math.ceil(scenario.chargePoints() * percent / 100);
    int second = 0;
    while (seconds.get(second).back() < wanted) {
      second++;
    }
    return Duration.ofSeconds(second + 1L);
  }

  /// The greatest number of handshakes in one second.
  long peakHandshakes() {
    return peakOf(Second::handshakes);
  }

  /// The greatest number of CONNECTs in one second.
  long peakConnects() {
    return peakOf(Second::connects);
  }

  /// The most that waited at the end of a second, in all gateways.
  int peakWaiting() {
    return seconds.stream().mapToInt(Second::waiting).max().orElse(0);
  }

  /// How much of the quota brought a charge point back, until 99 % of them were.
  double quotaUsedPercent() {
    Duration until = backAfter(99);
    Second then = seconds.get((int) until.toSeconds() - 1);
    return 100.0 * then.back() / (scenario.connectsPerSecond() * until.toSeconds());
  }

  /// How busy the gateways' cores were, on average, until 99 % were back.
  double coresBusyPercent() {
    Duration until = backAfter(99);
    Duration work = seconds.get((int) until.toSeconds() - 1).work();
    return 100.0 * work.toMillis() / (until.toMillis() * scenario.gateways());
  }

  private long peakOf(ToLongFunction<Second> total) {
    long before = 0;
    long peak = 0;
    for (Second second : seconds) {
      long now = total.applyAsLong(second);
      peak = Math.max(peak, now - before);
      before = now;
    }
    return peak;
  }
}
