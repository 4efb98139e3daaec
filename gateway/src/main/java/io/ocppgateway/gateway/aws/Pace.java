package io.ocppgateway.gateway.aws;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// The pace at which calls begin: evenly, so that several processes that share a quota stay below
/// it together. Safe for use by many threads.
final class Pace {

  private final long intervalNanos;
  private final LongSupplier nanoTime;
  private final AtomicLong next;

  /// @param intervalNanos between the beginnings of two calls
  Pace(long intervalNanos, LongSupplier nanoTime) {
    this.intervalNanos = intervalNanos;
    this.nanoTime = nanoTime;
    next = new AtomicLong(nanoTime.getAsLong());
  }

  /// @param perSecond 0 for any number
  static Pace ofPerSecond(int perSecond) {
    long interval = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
    return new Pace(interval, System::nanoTime);
  }

  /// Waits until the next call may begin. Blocks.
  void keep() {
    long wait = reserve();
    long until = nanoTime.getAsLong() + wait;
    while (wait > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(wait);
      wait = until - nanoTime.getAsLong();
    }
  }

  /// Takes the next moment at which a call may begin.
  ///
  /// @return how long until then, in nanoseconds
  long reserve() {
    long now = nanoTime.getAsLong();
    long free = next.getAndUpdate(before -> Math.max(before, now) + intervalNanos);
    return Math.max(0, free - now);
  }
}
