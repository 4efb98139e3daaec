package io.ocppgateway.simulator;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.ocppgateway.simulator.chargepoint.Timers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Timers on an event loop.
record LoopTimers(EventLoop loop) implements Timers {

  @Override
  public Timer after(Duration delay, Runnable task) {
    ScheduledFuture<?> scheduled = loop.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    return () -> scheduled.cancel(false);
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }
}
