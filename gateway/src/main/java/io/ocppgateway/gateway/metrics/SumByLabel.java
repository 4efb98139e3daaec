package io.ocppgateway.gateway.metrics;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// A counter for each constant of an enum. Safe for use by many threads.
///
/// @param <E> what it is counted by
public final class SumByLabel<E extends Enum<E>> {

  private final String label;
  private final Map<E, Sum> sums;

  /// @param values that it counts
  SumByLabel(String label, EnumSet<E> values) {
    this.label = label;
    Cells cells = new Cells(values.size());
    Map<E, Sum> made = new EnumMap<>(values.iterator().next().getDeclaringClass());
    values.forEach(value -> made.put(value, new Sum(cells, made.size())));
    sums = made;
  }

  /// Adds one.
  ///
  /// @throws NullPointerException if it does not count this value
  public void increment(E value) {
    Objects.requireNonNull(sums.get(value)).increment();
  }

  List<Sample> read() {
    return sums.entrySet().stream()
        .<Sample>map(entry ->
            new Sample.Value(
                List.of(new Label(label, entry.getKey().name().toLowerCase(Locale.ROOT))),
                (double) entry.getValue().value()))
        .toList();
  }
}
