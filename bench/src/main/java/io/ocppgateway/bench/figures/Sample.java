package io.ocppgateway.bench.figures;

import io.ocppgateway.bench.machine.CpuUse;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/// A candidate, watched for a few seconds: one round of it.
///
/// @param cpu that was used meanwhile
/// @param latencies of all round trips in nanoseconds
public record Sample(CpuUse cpu, Histogram latencies) {

  /// Of a core that was busy: CPU of the candidate for each round trip, in microseconds.
  public double microsPerTrip() {
    return cpu.microsPer(latencies.getTotalCount());
  }

  /// Round trips in a second.
  public double tripsPerSecond() {
    return latencies.getTotalCount() * 1e9 / cpu.elapsed().toNanos();
  }

  /// The latency in milliseconds that so many percent of the round trips did not exceed.
  public double millisAt(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e6;
  }

  /// The median over the samples that nobody has disturbed, or over all if those are too few.
  public static double median(Collection<Sample> samples, ToDoubleFunction<Sample> figure) {
    List<Sample> undisturbed = samples.stream().filter(s -> s.cpu().isUndisturbed()).toList();
    Collection<Sample> counted = 2 * undisturbed.size() > samples.size() ? undisturbed : samples;
    return Medians.of(counted.stream().mapToDouble(figure).toArray());
  }

  /// How many samples others have disturbed.
  public static long disturbed(Collection<Sample> samples) {
    return samples.stream().filter(sample -> !sample.cpu().isUndisturbed()).count();
  }
}
