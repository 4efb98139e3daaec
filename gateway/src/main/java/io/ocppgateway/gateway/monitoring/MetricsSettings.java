package io.ocppgateway.gateway.monitoring;

import java.time.Duration;
import java.util.Map;

/// What CloudWatch is told.
///
/// @param interval between two lines, zero for none at all
/// @param namespace in CloudWatch
/// @param dimensions of every metric
public record MetricsSettings(Duration interval, String namespace, Map<String, String> dimensions) {

  /// Copies.
  public MetricsSettings {
    dimensions = Map.copyOf(dimensions);
  }
}
