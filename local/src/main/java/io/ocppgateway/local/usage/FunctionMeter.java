package io.ocppgateway.local.usage;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/// Counts what one function does. Safe for every thread.
public final class FunctionMeter {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final String logicalId;
  private final String name;
  private final LongAdder invocations = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder throttles = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  FunctionMeter(String logicalId, String name) {
    this.logicalId = logicalId;
    this.name = name;
  }

  /// It was given an event.
  public void invoked() {
    invocations.increment();
  }

  /// An invocation came to its end.
  public void ended(Duration took, boolean failed) {
    nanos.add(took.toNanos());
    if (failed) {
      errors.increment();
    }
  }

  /// An event was refused.
  public void throttled() {
    throttles.increment();
  }

  /// What was counted.
  public FunctionUsage usage() {
    return new FunctionUsage(
        logicalId,
        name,
        invocations.sum(),
        errors.sum(),
        throttles.sum(),
        nanos.sum() / NANOS_PER_MILLI);
  }
}
