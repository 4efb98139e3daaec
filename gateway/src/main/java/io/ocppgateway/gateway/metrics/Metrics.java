package io.ocppgateway.gateway.metrics;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The metrics of a process. Safe for use by many threads; metrics are added at the start.
///
/// Names follow Prometheus: counters end in `_total`, units are base units (`_seconds`, `_bytes`).
public final class Metrics {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final List<Label> NO_LABELS = List.of();

  private final List<Metric> metrics = new CopyOnWriteArrayList<>();

  private record Metric(
      String name, String help, Family.Type type, Supplier<List<Sample>> samples) {}

  /// A number that only grows.
  ///
  /// @throws IllegalArgumentException if the name is none, or taken; so in all methods below
  public Sum counter(String name, String help) {
    return sum(name, help, Family.Type.COUNTER);
  }

  /// Numbers that only grow, one for each of these constants, in lower case.
  public <E extends Enum<E>> SumByLabel<E> counter(
      String name, String help, String label, EnumSet<E> values) {
    SumByLabel<E> sums = new SumByLabel<>(label, values);
    add(name, help, Family.Type.COUNTER, sums::read);
    return sums;
  }

  /// A number that only grows and is kept elsewhere.
  public void counter(String name, String help, DoubleSupplier value) {
    add(name, help, Family.Type.COUNTER, () -> read(NO_LABELS, value));
  }

  /// A number that what comes is added to, and what goes is taken from.
  public Sum level(String name, String help) {
    return sum(name, help, Family.Type.GAUGE);
  }

  /// A number that goes up and down and is kept elsewhere.
  ///
  /// @param value asked by whoever reads the metrics, never on a charge point's event loop
  public void gauge(String name, String help, DoubleSupplier value) {
    add(name, help, Family.Type.GAUGE, () -> read(NO_LABELS, value));
  }

  /// Numbers that go up and down and are kept elsewhere.
  ///
  /// @param values by the label's value
  public void gauge(String name, String help, String label, Map<String, DoubleSupplier> values) {
    List<Supplier<Sample>> samples =
        values.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .<Supplier<Sample>>map(entry -> {
              List<Label> labels = List.of(new Label(label, entry.getKey()));
              return () -> new Sample.Value(labels, entry.getValue().getAsDouble());
            })
            .toList();
    add(name, help, Family.Type.GAUGE, () -> samples.stream().map(Supplier::get).toList());
  }

  /// A number that never changes.
  public void fact(String name, String help, double value) {
    add(name, help, Family.Type.FACT, () -> read(NO_LABELS, () -> value));
  }

  /// Facts, as labels of a 1.
  public void facts(String name, String help, List<Label> facts) {
    add(name, help, Family.Type.FACT, () -> read(facts, () -> 1));
  }

  /// Durations in buckets.
  ///
  /// @param boundsMicros upper bounds of the buckets in microseconds, ascending
  public Histogram histogram(String name, String help, long... boundsMicros) {
    Histogram histogram = new Histogram(boundsMicros);
    add(name, help, Family.Type.HISTOGRAM, () -> List.of(histogram.read()));
    return histogram;
  }

  /// What all metrics say now, in the order in which they were added.
  public List<Family> read() {
    return metrics.stream()
        .map(metric ->
            new Family(metric.name(), metric.help(), metric.type(), metric.samples().get()))
        .toList();
  }

  private Sum sum(String name, String help, Family.Type type) {
    Sum sum = new Sum(new Cells(1), 0);
    add(name, help, type, () -> read(NO_LABELS, sum::value));
    return sum;
  }

  private static List<Sample> read(List<Label> labels, DoubleSupplier value) {
    return List.of(new Sample.Value(labels, value.getAsDouble()));
  }

  private void add(String name, String help, Family.Type type, Supplier<List<Sample>> samples) {
    if (!NAME.matcher(name).matches()
        || metrics.stream().anyMatch(metric -> metric.name().equals(name))) {
      throw new IllegalArgumentException(
          "'%s' names no metric, or names one already; allowed is %s".formatted(name, NAME));
    }
    metrics.add(new Metric(name, help, type, samples));
  }
}
