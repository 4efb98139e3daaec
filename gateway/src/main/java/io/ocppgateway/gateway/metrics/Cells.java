package io.ocppgateway.gateway.metrics;

import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLongArray;

/// Whole numbers that many event loops add to at once.
///
/// Each event loop has a row of its own and is the only one that writes it, so that an addition is
/// a load and a store, without a lock and without a cache line that two processors want. Whoever
/// reads sums the rows up. Other threads share one row.
final class Cells {

  /// Longs of padding on both sides of a row: two cache lines, which processors fetch in pairs.
  private static final int PADDING = 16;

  private final int count;
  private final AtomicLongArray shared;
  private final List<AtomicLongArray> rows = new CopyOnWriteArrayList<>();
  private final FastThreadLocal<AtomicLongArray> own =
      new FastThreadLocal<>() {
        @Override
        protected AtomicLongArray initialValue() {
          AtomicLongArray row = new AtomicLongArray(PADDING + count + PADDING);
          rows.add(row);
          return row;
        }
      };

  /// @param count how many numbers there are, all 0
  Cells(int count) {
    this.count = count;
    shared = new AtomicLongArray(count);
  }

  void add(int cell, long amount) {
    if (Thread.currentThread() instanceof FastThreadLocalThread) {
      AtomicLongArray row = own.get();
      int index = PADDING + cell;
      row.setOpaque(index, row.getPlain(index) + amount);
    } else {
      shared.getAndAdd(cell, amount);
    }
  }

  /// What all have added so far; exact when they pause.
  long sum(int cell) {
    long sum = shared.get(cell);
    for (AtomicLongArray row : rows) {
      sum += row.getOpaque(PADDING + cell);
    }
    return sum;
  }
}
