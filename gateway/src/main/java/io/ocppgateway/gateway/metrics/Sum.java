package io.ocppgateway.gateway.metrics;

/// A number that is added to. Safe for use by many threads.
public final class Sum {

  private final Cells cells;
  private final int cell;

  Sum(Cells cells, int cell) {
    this.cells = cells;
    this.cell = cell;
  }

  /// Adds one.
  public void increment() {
    cells.add(cell, 1);
  }

  /// Adds.
  ///
  /// @param amount not negative for a counter
  public void add(long amount) {
    cells.add(cell, amount);
  }

  /// What it has come to.
  public long value() {
    return cells.sum(cell);
  }
}
