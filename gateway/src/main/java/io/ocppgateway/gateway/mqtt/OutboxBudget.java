package io.ocppgateway.gateway.mqtt;

import java.util.concurrent.atomic.AtomicLong;

/// What the outboxes of all links may hold together. Safe for use by many threads.
///
/// It refuses nothing: while it is used up, each outbox is full much sooner. What all of them hold
/// stays below the budget and, for each charge point, [#LEAST_BYTES] and what one read of its
/// socket brings.
final class OutboxBudget {

  /// What an outbox may hold while the budget is used up: some of the messages that charge points
  /// send unasked.
  static final int LEAST_BYTES = 4 * 1024;

  private final long maxBytes;
  private final AtomicLong heldBytes = new AtomicLong();

  OutboxBudget(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  void take(int bytes) {
    heldBytes.addAndGet(bytes);
  }

  void giveBack(int bytes) {
    heldBytes.addAndGet(-bytes);
  }

  long heldBytes() {
    return heldBytes.get();
  }

  boolean isUsedUp() {
    return heldBytes.get() >= maxBytes;
  }
}
