package io.ocppgateway.gateway.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What CloudWatch knows a metric as: `ocpp_gateway_undelivered_total{reason="timeout"}` is
/// `UndeliveredTimeout`.
final class CloudWatchName {

  private static final String PREFIX = "ocpp_gateway_";
  private static final String COUNTER_SUFFIX = "_total";

  private CloudWatchName() {}

  static String of(Family family, Sample sample) {
    String name = bareName(family);
    String own = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    return switch (sample) {
      case Sample.Value(List<Label> labels, double _) ->
          camelCase(own)
              + labels.stream()
                  .map(label -> camelCase(label.value()))
                  .collect(Collectors.joining());
      case Sample.Distribution _ -> camelCase(own);
    };
  }

  /// The unit that the name ends in.
  static String unitOf(Family family) {
    String name = bareName(family);
    if (name.endsWith("_seconds")) {
      return "Seconds";
    }
    return name.endsWith("_bytes") ? "Bytes" : "Count";
  }

  private static String bareName(Family family) {
    String name = family.name();
    return name.endsWith(COUNTER_SUFFIX)
        ? name.substring(0, name.length() - COUNTER_SUFFIX.length())
        : name;
  }

  private static String camelCase(String words) {
    return Arrays.stream(words.split("_", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining());
  }
}
