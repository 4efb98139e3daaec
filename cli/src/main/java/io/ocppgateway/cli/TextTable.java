package io.ocppgateway.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Rows under a header in aligned columns, two spaces apart.
///
/// @param header one title per column
/// @param rows as many cells as the header has, each on one line
record TextTable(List<String> header, List<List<String>> rows) {

  TextTable {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /// The header and the rows, without trailing spaces.
  List<String> lines() {
    List<Integer> widths =
        IntStream.range(0, header.size())
            .mapToObj(column -> all().mapToInt(row -> width(row.get(column))).max().orElse(0))
            .toList();
    return all().map(row -> line(row, widths)).toList();
  }

  private Stream<List<String>> all() {
    return Stream.concat(Stream.of(header), rows.stream());
  }

  private static String line(List<String> row, List<Integer> widths) {
    return IntStream.range(0, row.size())
        .mapToObj(
            column -> row.get(column) + " ".repeat(widths.get(column) - width(row.get(column))))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
