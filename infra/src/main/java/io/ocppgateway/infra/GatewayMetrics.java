package io.ocppgateway.infra;

import static java.util.Map.entry;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;

/// The gateway's metrics in CloudWatch, which its tasks write into their log once a minute.
///
/// @param stackName whose tasks they are of
record GatewayMetrics(String stackName) {

  /// The dimension that tells stacks apart; its value is the stack's name.
  static final String STACK_DIMENSION = "Stack";

  /// The gateway's own, unless it is told another.
  static final String NAMESPACE = "OcppGateway";

  /// Charge points that are connected. A datum is one task's: their average is that of a task,
  /// their sum over a minute all.
  ///
  /// @param statistic of CloudWatch
  Metric connections(String statistic) {
    return Metric.Builder.create()
        .namespace(NAMESPACE)
        .metricName("Connections")
        .dimensionsMap(InOrder.of(entry(STACK_DIMENSION, stackName)))
        .statistic(statistic)
        .period(Duration.minutes(1))
        .build();
  }
}
