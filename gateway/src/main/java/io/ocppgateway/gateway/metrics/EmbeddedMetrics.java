package io.ocppgateway.gateway.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes metrics as CloudWatch takes them out of a log: counters and histograms as what came since
/// the last line, gauges as they are. One thread at a time.
///
/// A metric with labels becomes one for each label's value. Those of them that are 0 are left out,
/// as are histograms in which nothing came, and facts: CloudWatch is paid by the metric.
///
/// @see "Amazon CloudWatch user guide, Embedded metric format specification"
public final class EmbeddedMetrics {

  /// @see "the specification's MetricDirective"
  private static final int MAX_METRICS_PER_DIRECTIVE = 100;

  private final String namespace;
  private final Map<String, String> dimensions;
  private Map<String, Sample> before = new HashMap<>();

  /// @param dimensions of every metric, at most 30
  public EmbeddedMetrics(String namespace, Map<String, String> dimensions) {
    this.namespace = namespace;
    this.dimensions = Map.copyOf(dimensions);
  }

  private record Entry(String name, String unit, Sample sample) {}

  /// The line of now, without a line's end.
  public String line(Instant now, List<Family> families) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = root.putObject("_aws").put("Timestamp", now.toEpochMilli());
    ArrayNode directives = metadata.putArray("CloudWatchMetrics");
    dimensions.forEach(root::put);
    ArrayNode metrics = null;
    for (Entry entry : changes(families)) {
      if (metrics == null || metrics.size() == MAX_METRICS_PER_DIRECTIVE) {
        metrics = addDirective(directives);
      }
      metrics.addObject().put("Name", entry.name()).put("Unit", entry.unit());
      put(root, entry);
    }
    return root.toString();
  }

  private ArrayNode addDirective(ArrayNode directives) {
    ObjectNode directive = directives.addObject().put("Namespace", namespace);
    ArrayNode set = directive.putArray("Dimensions").addArray();
    dimensions.keySet().stream().sorted().forEach(set::add);
    return directive.putArray("Metrics");
  }

  private List<Entry> changes(List<Family> families) {
    Map<String, Sample> now = new HashMap<>();
    List<Entry> changes = new ArrayList<>();
    for (Family family : families) {
      String unit = CloudWatchName.unitOf(family);
      for (Sample sample : family.samples()) {
        String name = CloudWatchName.of(family, sample);
        now.put(name, sample);
        Sample change =
            switch (family.type()) {
              case FACT -> null;
              case GAUGE -> sample;
              case COUNTER, HISTOGRAM -> since(sample, before.get(name));
            };
        if (change != null && isWorthTelling(change)) {
          changes.add(new Entry(name, unit, change));
        }
      }
    }
    before = now;
    return changes;
  }

  private static Sample since(Sample now, @Nullable Sample before) {
    return switch (now) {
      case Sample.Value(List<Label> labels, double value)
          when before instanceof Sample.Value(List<Label> _, double valueBefore) ->
          new Sample.Value(labels, value - valueBefore);
      case Sample.Distribution distribution
          when before instanceof Sample.Distribution distributionBefore ->
          distribution.since(distributionBefore);
      case Sample.Value _, Sample.Distribution _ -> now;
    };
  }

  private static boolean isWorthTelling(Sample change) {
    return switch (change) {
      case Sample.Value(List<Label> labels, double value) ->
          Double.isFinite(value) && (labels.isEmpty() || value != 0);
      case Sample.Distribution distribution -> distribution.count() > 0;
    };
  }

  private static void put(ObjectNode root, Entry entry) {
    switch (entry.sample()) {
      case Sample.Value(List<Label> _, double value) -> put(root, entry.name(), value);
      case Sample.Distribution distribution -> put(root.putObject(entry.name()), distribution);
    }
  }

  /// Each bucket stands for its upper bound, the last one for the bound below it.
  private static void put(ObjectNode target, Sample.Distribution distribution) {
    ArrayNode values = target.putArray("Values");
    ArrayNode counts = target.putArray("Counts");
    double representative = 0;
    double least = Double.NaN;
    double most = 0;
    for (Bucket bucket : distribution.buckets()) {
      representative =
          Double.isInfinite(bucket.upperBound()) ? representative : bucket.upperBound();
      if (bucket.count() > 0) {
        values.add(representative);
        counts.add(bucket.count());
        least = Double.isNaN(least) ? representative : least;
        most = representative;
      }
    }
    target.put("Min", least).put("Max", most);
    target.put("Count", distribution.count()).put("Sum", distribution.sum());
  }

  private static void put(ObjectNode target, String name, double value) {
    if (value == Math.rint(value)) {
      target.put(name, (long) value);
    } else {
      target.put(name, value);
    }
  }
}
