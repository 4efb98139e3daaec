package io.ocppgateway.simulator;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import io.ocppgateway.simulator.chargepoint.Timers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Timers on an event loop, or on another thread that Netty runs.
public record LoopTimers(EventExecutor loop) implements Timers {

  @Override
  public Timer after(Duration delay, Runnable task) {
    ScheduledFuture<?> scheduled = loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }
}
