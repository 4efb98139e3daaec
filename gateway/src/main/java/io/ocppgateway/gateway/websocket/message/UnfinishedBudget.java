package io.ocppgateway.gateway.websocket.message;

import java.util.concurrent.atomic.AtomicLong;

/// What charge points have sent of messages that are not whole yet, for all of them together. Safe
/// for use by many threads.
///
/// Beyond it nobody may begin anything long: what all of them hold stays below the budget and, for
/// each charge point, [#LEAST_BYTES] and what one read of its socket brings.
public final class UnfinishedBudget {

  /// What a charge point may always have sent of a message: more than nearly all of OCPP's have.
  static final int LEAST_BYTES = 16 * 1024;

  private final long maxBytes;
  private final AtomicLong heldBytes = new AtomicLong();

  /// Begins with nothing held.
  public UnfinishedBudget(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /// A charge point's unfinished message has become longer, or shorter, or whole.
  public void change(int bytes) {
    heldBytes.addAndGet(bytes);
  }

  /// Whether a message must not have become this long.
  public boolean refuses(int bytes) {
    return bytes > LEAST_BYTES && heldBytes.get() > maxBytes;
  }

  /// How much all hold.
  public long heldBytes() {
    return heldBytes.get();
  }
}
