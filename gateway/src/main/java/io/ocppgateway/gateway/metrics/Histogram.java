package io.ocppgateway.gateway.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/// How often which durations came, in fixed buckets. Safe for use by many threads.
public final class Histogram {

  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final long[] boundsNanos;
  private final Cells cells;

  /// @param boundsMicros upper bounds of the buckets, ascending; there is one more for the rest
  Histogram(long... boundsMicros) {
    boundsNanos = LongStream.of(boundsMicros).map(TimeUnit.MICROSECONDS::toNanos).toArray();
    // A bucket each, that of the rest, and the sum.
    cells = new Cells(boundsNanos.length + 2);
  }

  /// Counts a duration.
  public void record(long nanos) {
    int bucket = 0;
    while (bucket < boundsNanos.length && nanos > boundsNanos[bucket]) {
      bucket++;
    }
    cells.add(bucket, 1);
    cells.add(boundsNanos.length + 1, nanos);
  }

  Sample read() {
    List<Bucket> buckets = new ArrayList<>();
    for (int i = 0; i < boundsNanos.length; i++) {
      buckets.add(new Bucket(boundsNanos[i] / NANOS_PER_SECOND, cells.sum(i)));
    }
    buckets.add(new Bucket(Double.POSITIVE_INFINITY, cells.sum(boundsNanos.length)));
    return new Sample.Distribution(buckets, cells.sum(boundsNanos.length + 1) / NANOS_PER_SECOND);
  }
}
