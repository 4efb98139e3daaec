package io.ocppgateway.bench.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A table for people and for documents.
public final class MarkdownTable {

  private final int columns;
  private final List<String> lines = new ArrayList<>();

  /// A table without rows.
  public MarkdownTable(String... heads) {
    columns = heads.length;
    lines.add(line(heads));
    lines.add("|---".repeat(columns) + "|");
  }

  /// Adds a row.
  ///
  /// @throws IllegalArgumentException if it has not as many cells as there are heads
  public MarkdownTable add(String... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(
          "a row of %d cells in a table of %d".formatted(cells.length, columns));
    }
    lines.add(line(cells));
    return this;
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }

  private static String line(String... cells) {
    return Arrays.stream(cells).collect(Collectors.joining(" | ", "| ", " |"));
  }
}
