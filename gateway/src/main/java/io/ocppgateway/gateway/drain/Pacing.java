package io.ocppgateway.gateway.drain;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// When the goodbyes of a number of charge points are due: one in each of as many equal parts of a
/// window, at any moment of its part. So their reconnects come evenly, and those of several
/// gateways that leave together do not come in step. Safe for use by many threads.
///
/// A few charge points do not take all the window: fewer than [#LEAST_PER_SECOND] a second would
/// spare nobody anything.
public final class Pacing implements LongSupplier {

  static final int LEAST_PER_SECOND = 50;

  private final double partNanos;
  private final long windowNanos;
  private final RandomGenerator random;
  private final AtomicInteger taken = new AtomicInteger();

  /// Plans the goodbyes.
  ///
  /// @param count of charge points, 0 or more
  /// @param window the time there is
  /// @param random safe for use by many threads
  public Pacing(int count, Duration window, RandomGenerator random) {
    this.random = random;
    long enough = TimeUnit.SECONDS.toNanos(count) / LEAST_PER_SECOND;
    windowNanos = Math.min(window.toNanos(), enough);
    partNanos = (double) windowNanos / Math.max(1, count);
  }

  /// How long after the beginning the next goodbye is due, in nanoseconds; for one charge point
  /// more than planned at the end of the window.
  @Override
  public long getAsLong() {
    double parts = taken.getAndIncrement() + random.nextDouble();
    return Math.min(windowNanos, (long) (parts * partNanos));
  }
}
