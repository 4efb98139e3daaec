package io.ocppgateway.gateway.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import io.ocppgateway.gateway.metrics.EmbeddedMetrics;
import io.ocppgateway.gateway.metrics.Metrics;
import java.io.PrintStream;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Writes the metrics beside the log, a line of CloudWatch's embedded metric format at a time: not
/// through the log, which would wrap it. The last line tells of what came until [#close].
public final class MetricsLog implements AutoCloseable {

  private final Metrics metrics;
  private final EmbeddedMetrics format;
  private final Clock clock;
  private final PrintStream out;
  private final @Nullable ScheduledFuture<?> timer;

  /// Begins to write, if the settings say so.
  ///
  /// @param executor that may be kept waiting by a slow output
  /// @param out takes whole lines
  public MetricsLog(
      Metrics metrics,
      MetricsSettings settings,
      EventExecutor executor,
      Clock clock,
      PrintStream out) {
    this.metrics = metrics;
    this.clock = clock;
    this.out = out;
    format = new EmbeddedMetrics(settings.namespace(), settings.dimensions());
    long nanos = settings.interval().toNanos();
    timer =
        nanos == 0
            ? null
            : executor.scheduleAtFixedRate(this::write, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /// Writes the last line.
  @Override
  public void close() {
    if (timer != null) {
      timer.cancel(false);
      write();
    }
  }

  private synchronized void write() {
    byte[] line = (format.line(clock.instant(), metrics.read()) + "\n").getBytes(UTF_8);
    // At once, or a line of the log could come between.
    out.write(line, 0, line.length);
    out.flush();
  }
}
