package io.ocppgateway.cli.fleet.report;

import io.ocppgateway.simulator.fleet.statistics.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// A fleet's life in so few spans of time that it can be drawn, or shown as a table.
///
/// @param spans of equal length but for the last, in order
record Timeline(List<Span> spans) {

  Timeline {
    spans = List.copyOf(spans);
  }

  /// Some seconds, one after the other.
  ///
  /// @param at end of the span, from the start of the fleet
  /// @param connected at the end of the span
  /// @param sentPerSecond on average
  /// @param receivedPerSecond on average
  /// @param p50 of the worst second in the span
  /// @param p99 of the worst second in the span
  /// @param errors in the whole span
  /// @param errorsPerSecond on average
  record Span(
      Duration at,
      int connected,
      double sentPerSecond,
      double receivedPerSecond,
      Duration p50,
      Duration p99,
      long errors,
      double errorsPerSecond) {

    private static Span of(List<Sample> seconds) {
      Sample last = seconds.getLast();
      return new Span(
          last.at(),
          last.connected(),
          perSecond(seconds, Sample::sent),
          perSecond(seconds, Sample::received),
          worst(seconds, Sample::p50),
          worst(seconds, Sample::p99),
          sum(seconds, Sample::errors),
          perSecond(seconds, Sample::errors));
    }

    private static double perSecond(List<Sample> seconds, ToLongFunction<Sample> count) {
      return sum(seconds, count) / (double) seconds.size();
    }

    private static long sum(List<Sample> seconds, ToLongFunction<Sample> count) {
      return seconds.stream().mapToLong(count).sum();
    }

    private static Duration worst(List<Sample> seconds, Function<Sample, Duration> latency) {
      return seconds.stream().map(latency).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }
  }

  /// @param seconds one sample for each
  /// @param most how many spans there may be
  static Timeline of(List<Sample> seconds, int most) {
    int length = Math.max(1, Math.ceilDiv(seconds.size(), most));
    List<Span> spans = new ArrayList<>();
    for (int from = 0; from < seconds.size(); from += length) {
      spans.add(Span.of(seconds.subList(from, Math.min(seconds.size(), from + length))));
    }
    return new Timeline(spans);
  }
}
