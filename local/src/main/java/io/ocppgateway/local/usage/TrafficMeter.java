package io.ocppgateway.local.usage;

import java.util.concurrent.atomic.LongAdder;

/// Counts messages one way. Safe for every thread.
final class TrafficMeter {

  /// @see "AWS IoT Core pricing: messages are metered in 5 KB increments"
  private static final int UNIT_BYTES = 5 * 1024;

  private final LongAdder messages = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder metered = new LongAdder();

  void count(int payloadBytes) {
    messages.increment();
    bytes.add(payloadBytes);
    metered.add(Math.max(1, Math.ceilDiv(payloadBytes, UNIT_BYTES)));
  }

  Traffic traffic() {
    return new Traffic(messages.sum(), bytes.sum(), metered.sum());
  }
}
