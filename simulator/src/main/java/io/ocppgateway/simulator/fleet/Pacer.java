package io.ocppgateway.simulator.fleet;

import io.ocppgateway.simulator.chargepoint.Timers;
import java.time.Duration;
import java.util.function.IntConsumer;

/// Takes a number of steps at an even pace: the first at once, step `n` when `n / pace` seconds
/// have passed. It never waits for what a step begins; where it was held up, it makes up for it.
/// Owned by the thread of its timers.
final class Pacer {

  private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

  private final Timers timers;
  private final double nanosPerStep;
  private final int steps;
  private final IntConsumer step;
  private final Runnable whenDone;
  private long startedAt;
  private int taken;
  private Timers.Timer next = Timers.Timer.NONE;

  /// @param step told the number of each step, from 0
  /// @param whenDone called after the last step
  Pacer(Timers timers, double perSecond, int steps, IntConsumer step, Runnable whenDone) {
    this.timers = timers;
    this.nanosPerStep = NANOS_PER_SECOND / perSecond;
    this.steps = steps;
    this.step = step;
    this.whenDone = whenDone;
  }

  void start() {
    startedAt = timers.nanoTime();
    takeDueSteps();
  }

  /// Takes no further step, and does not call `whenDone`.
  void stop() {
    next.cancel();
  }

  /// How many steps have been taken.
  int taken() {
    return taken;
  }

  private void takeDueSteps() {
    while (taken < steps && untilNextNanos() <= 0) {
      step.accept(taken++);
    }
    if (taken < steps) {
      next = timers.after(Duration.ofNanos(untilNextNanos()), this::takeDueSteps);
    } else {
      whenDone.run();
    }
  }

  private long untilNextNanos() {
    return startedAt + Math.round(taken * nanosPerStep) - timers.nanoTime();
  }
}
