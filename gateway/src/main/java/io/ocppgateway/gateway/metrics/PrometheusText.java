package io.ocppgateway.gateway.metrics;

import java.util.List;

/// Writes metrics as Prometheus reads them.
///
/// @see "Prometheus, Exposition formats, Text-based format 0.0.4"
public final class PrometheusText {

  /// What the text is, for HTTP.
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder();

  private PrometheusText() {}

  /// All of them.
  public static String of(List<Family> families) {
    PrometheusText page = new PrometheusText();
    families.forEach(page::append);
    return page.text.toString();
  }

  private void append(Family family) {
    String help = family.help().replace("\\", "\\\\").replace("\n", "\\n");
    text.append("# HELP ").append(family.name()).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(family.name()).append(' ');
    text.append(family.type().text()).append('\n');
    for (Sample sample : family.samples()) {
      switch (sample) {
        case Sample.Value(List<Label> labels, double value) -> append(family.name(), labels, value);
        case Sample.Distribution distribution -> append(family.name(), distribution);
      }
    }
  }

  private void append(String name, Sample.Distribution distribution) {
    long count = 0;
    for (Bucket bucket : distribution.buckets()) {
      // Each of Prometheus' buckets holds all below it too.
      count += bucket.count();
      append(
          name + "_bucket", List.of(new Label("le", number(bucket.upperBound()))), (double) count);
    }
    append(name + "_sum", List.of(), distribution.sum());
    append(name + "_count", List.of(), (double) count);
  }

  private void append(String name, List<Label> labels, double value) {
    text.append(name);
    String separator = "{";
    for (Label label : labels) {
      text.append(separator).append(label.name()).append("=\"");
      text.append(escaped(label.value())).append('"');
      separator = ",";
    }
    text.append(labels.isEmpty() ? " " : "} ").append(number(value)).append('\n');
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
