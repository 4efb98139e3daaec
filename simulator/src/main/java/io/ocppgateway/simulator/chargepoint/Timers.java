package io.ocppgateway.simulator.chargepoint;

import java.time.Duration;

/// Runs things later, on the thread that owns the charge point, and measures how long they took.
public interface Timers {

  /// Runs a task once.
  Timer after(Duration delay, Runnable task);

  /// Nanoseconds since some moment, for differences: unlike a clock it is never set.
  long nanoTime();

  /// A task that waits.
  @FunctionalInterface
  interface Timer {

    /// No timer at all.
    Timer NONE = () -> {};

    /// Forgets the task. Does nothing if it has run.
    void cancel();
  }
}
