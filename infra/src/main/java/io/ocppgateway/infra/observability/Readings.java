package io.ocppgateway.infra.observability;

import java.util.Collections;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;

/// The metrics that gateways write of themselves, as `docs/operations.md` names them, of one stack.
///
/// All tasks write under the same dimension, so that over a minute the sum is the whole stack's,
/// gauges included.
public final class Readings {

  /// The gateway's own, as it is told no other.
  static final String NAMESPACE = "OcppGateway";

  static final Duration MINUTE = Duration.minutes(1);

  /// The dimension that tells stacks apart; its value is the stack's name.
  public static final String STACK_DIMENSION = "Stack";

  private final String stackName;

  /// @param stackName whose tasks they are of
  public Readings(String stackName) {
    this.stackName = stackName;
  }

  /// Charge points that are connected to a task, on average. A datum is one task's.
  public Metric connectionsPerTask() {
    return metric("Connections", "Average", MINUTE);
  }

  Metric sum(String name, Duration period) {
    return metric(name, "Sum", period);
  }

  Metric perMinute(String name) {
    return sum(name, MINUTE);
  }

  Metric maximum(String name) {
    return metric(name, "Maximum", MINUTE);
  }

  /// @param percent such as 99
  Metric percentile(String name, int percent) {
    return metric(name, "p" + percent, MINUTE);
  }

  /// All metrics whose name begins with these words: one for each label that has come.
  IMetric each(String words) {
    return MathExpression.Builder.create()
        .expression(
            "SEARCH('{%s,%s} %s=\"%s\" %s', 'Sum', 60)"
                .formatted(NAMESPACE, STACK_DIMENSION, STACK_DIMENSION, stackName, words))
        .usingMetrics(Collections.emptyMap())
        .label("")
        .period(MINUTE)
        .build();
  }

  private Metric metric(String name, String statistic, Duration period) {
    return Metric.Builder.create()
        .namespace(NAMESPACE)
        .metricName(name)
        .dimensionsMap(Collections.singletonMap(STACK_DIMENSION, stackName))
        .statistic(statistic)
        .period(period)
        .build();
  }
}
