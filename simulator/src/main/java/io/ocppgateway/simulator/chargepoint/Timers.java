package io.ocppgateway.simulator.chargepoint;

import java.time.Duration;

/// Runs things later, on the thread that owns the charge point.
@FunctionalInterface
public interface Timers {

  /// Runs a task once.
  Timer after(Duration delay, Runnable task);

  /// A task that waits.
  @FunctionalInterface
  interface Timer {

    /// No timer at all.
    Timer NONE = () -> {};

    /// Forgets the task. Does nothing if it has run.
    void cancel();
  }
}
