package io.ocppgateway.gateway.monitoring;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import io.ocppgateway.gateway.metrics.Histogram;
import io.ocppgateway.gateway.metrics.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Asks every event loop four times a second to do nothing, and measures how late it does: as late
/// as it is for every charge point.
public final class LoopProbe implements AutoCloseable {

  /// A loop that is later than this is stuck. Far above any pause that a loaded machine makes:
  /// whoever is told so ends the process and with it thousands of connections.
  static final Duration STUCK = Duration.ofSeconds(10);

  private static final Duration INTERVAL = Duration.ofMillis(250);
  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private static final long[] BOUNDS_MICROS = {
    100,
    200,
    500,
    1_000,
    2_000,
    5_000,
    10_000,
    20_000,
    50_000,
    100_000,
    200_000,
    500_000,
    1_000_000,
    2_000_000,
    5_000_000,
    10_000_000
  };

  private final LongSupplier nanoTime;
  private final Histogram lags;
  private final List<Loop> loops = new ArrayList<>();

  /// Begins to ask.
  ///
  /// @param nanoTime a clock that does not step, [System#nanoTime]
  public LoopProbe(EventLoopGroup eventLoops, Metrics metrics, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    lags =
        metrics.histogram(
            "ocpp_gateway_event_loop_lag_seconds",
            "How late event loops do what is due, measured four times a second on each.",
            BOUNDS_MICROS);
    metrics.gauge(
        "ocpp_gateway_event_loop_lag_max_seconds",
        "The longest such lag of the last one to two minutes.",
        this::maxLag);
    for (EventExecutor eventLoop : eventLoops) {
      loops.add(new Loop(eventLoop));
    }
  }

  /// Whether all event loops do what is due within ten seconds.
  public boolean areAlive() {
    return loops.stream().noneMatch(Loop::isStuck);
  }

  /// Asks no more.
  @Override
  public void close() {
    loops.forEach(Loop::stop);
  }

  private double maxLag() {
    return loops.stream().mapToLong(Loop::maxLag).max().orElse(0) / NANOS_PER_SECOND;
  }

  /// One event loop; the fields are written on it only.
  private final class Loop {

    private final ScheduledFuture<?> probe;
    private volatile long due;
    private volatile long max;
    private volatile long maxBefore;
    private long windowEnd;

    Loop(EventExecutor eventLoop) {
      long now = nanoTime.getAsLong();
      due = now + INTERVAL.toNanos();
      windowEnd = now + WINDOW_NANOS;
      probe =
          eventLoop.scheduleWithFixedDelay(
              this::onTime, INTERVAL.toNanos(), INTERVAL.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean isStuck() {
      return nanoTime.getAsLong() - due > STUCK.toNanos();
    }

    long maxLag() {
      return Math.max(max, maxBefore);
    }

    void stop() {
      probe.cancel(false);
    }

    private void onTime() {
      long now = nanoTime.getAsLong();
      long lag = Math.max(0, now - due);
      lags.record(lag);
      if (now - windowEnd > 0) {
        maxBefore = max;
        max = 0;
        windowEnd = now + WINDOW_NANOS;
      }
      max = Math.max(max, lag);
      due = now + INTERVAL.toNanos();
    }
  }
}
