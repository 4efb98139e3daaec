package io.ocppgateway.gateway.metrics;

import java.util.List;
import java.util.stream.IntStream;

/// What a metric says at one moment.
public sealed interface Sample {

  /// A number.
  ///
  /// @param labels none if the metric has only one
  record Value(List<Label> labels, double value) implements Sample {

    /// Copies.
    public Value {
      labels = List.copyOf(labels);
    }
  }

  /// A histogram.
  ///
  /// @param buckets ascending, the last one without a bound
  /// @param sum of all that was counted, in seconds
  record Distribution(List<Bucket> buckets, double sum) implements Sample {

    /// Copies.
    public Distribution {
      buckets = List.copyOf(buckets);
    }

    long count() {
      return buckets.stream().mapToLong(Bucket::count).sum();
    }

    /// What came since an earlier moment.
    Distribution since(Distribution before) {
      List<Bucket> change =
          IntStream.range(0, buckets.size())
              .mapToObj(i ->
                  new Bucket(
                      buckets.get(i).upperBound(),
                      buckets.get(i).count() - before.buckets().get(i).count()))
              .toList();
      return new Distribution(change, sum - before.sum());
    }
  }
}
