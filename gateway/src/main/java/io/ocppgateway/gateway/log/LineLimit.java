package io.ocppgateway.gateway.log;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.spi.LoggingEventBuilder;

/// Lets ten lines of a kind through, and from then on one in six seconds; the next that comes
/// through says how many did not. Safe for use by many threads.
public final class LineLimit {

  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(6);
  private static final long BURST_NANOS = 10 * INTERVAL_NANOS;

  private final LongSupplier nanoTime;
  private long paidUntil;
  private int omitted;

  /// @param nanoTime a clock that does not step, [System#nanoTime]
  public LineLimit(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    paidUntil = nanoTime.getAsLong();
  }

  /// Writes a line, or counts it.
  ///
  /// @param event of the line, without a message yet
  /// @param line adds what it says, and logs
  public void log(LoggingEventBuilder event, Consumer<LoggingEventBuilder> line) {
    int before = pass();
    if (before > 0) {
      line.accept(event.addKeyValue("omitted", before));
    } else if (before == 0) {
      line.accept(event);
    }
  }

  /// How many lines were left out since the last one, negative if this one is left out too.
  private synchronized int pass() {
    long now = nanoTime.getAsLong();
    long paid = Math.max(paidUntil - now, 0) + INTERVAL_NANOS;
    if (paid > BURST_NANOS) {
      omitted++;
      return -1;
    }
    paidUntil = now + paid;
    int before = omitted;
    omitted = 0;
    return before;
  }
}
