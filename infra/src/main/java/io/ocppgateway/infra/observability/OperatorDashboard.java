package io.ocppgateway.infra.observability;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.INetworkLoadBalancerMetrics;
import software.constructs.Construct;

/// One page that tells how the fleet is: alarms, then charge points, messages, answers, and what
/// carries them.
final class OperatorDashboard extends Construct {

  private static final int WIDTH = 24;
  private static final int THIRD = 8;
  private static final int HEIGHT = 6;

  private static final MetricOptions SUM =
      MetricOptions.builder().statistic("Sum").period(Readings.MINUTE).build();
  private static final MetricOptions AVERAGE =
      MetricOptions.builder().statistic("Average").period(Readings.MINUTE).build();
  private static final MetricOptions LARGEST =
      MetricOptions.builder().statistic("Maximum").period(Readings.MINUTE).build();
  private static final MetricOptions SLOWEST =
      MetricOptions.builder().statistic("p99").period(Readings.MINUTE).build();

  OperatorDashboard(
      Construct scope,
      String id,
      Watched watched,
      Readings readings,
      Metric undelivered,
      Iterable<? extends IAlarm> alarms) {
    super(scope, id);
    Dashboard dashboard = Dashboard.Builder.create(this, "Dashboard").build();
    dashboard.addWidgets(
        AlarmStatusWidget.Builder.create()
            .title("Alarms")
            .alarms(listOf(alarms))
            .width(WIDTH)
            .height(4)
            .build());
    chargePoints(dashboard, readings);
    messages(dashboard, readings, undelivered);
    answers(dashboard, watched);
    carriers(dashboard, watched, readings);
  }

  private static void chargePoints(Dashboard dashboard, Readings readings) {
    dashboard.addWidgets(
        graph("Connections", readings.perMinute("Connections")),
        graph("Handshakes", readings.perMinute("Upgrades"), readings.each("Refusals")),
        graph("Disconnected", readings.each("SessionsEnded")));
  }

  private static void messages(Dashboard dashboard, Readings readings, Metric undelivered) {
    dashboard.addWidgets(
        graph(
            "Messages",
            readings.perMinute("MessagesReceived"),
            readings.perMinute("MessagesSent"),
            readings.perMinute("InvalidFrames"),
            readings.perMinute("PublishesLost")),
        graph(
            "Latency to the broker (s)",
            readings.percentile("PublishSeconds", 50),
            readings.percentile("PublishSeconds", 99),
            readings.maximum("EventLoopLagMaxSeconds")),
        graph("Commands", readings.perMinute("CommandsWaiting"), undelivered));
  }

  private static void answers(Dashboard dashboard, Watched watched) {
    List<IMetric> durations = new ArrayList<>();
    List<IMetric> faults = new ArrayList<>();
    watched
        .functions()
        .forEach((name, function) -> {
          durations.add(function.alias().metricDuration(labelled(SLOWEST, name + " p99")));
          faults.add(function.alias().metricErrors(labelled(SUM, name + " errors")));
          faults.add(function.alias().metricThrottles(labelled(SUM, name + " throttles")));
        });
    dashboard.addWidgets(
        graph("Functions (ms)", durations.toArray(IMetric[]::new)),
        graph("Functions that fail", faults.toArray(IMetric[]::new)),
        graph(
            "Dead letters",
            watched.deadLetters().metricApproximateNumberOfMessagesVisible(LARGEST)));
  }

  private static void carriers(Dashboard dashboard, Watched watched, Readings readings) {
    INetworkLoadBalancerMetrics balancer = watched.loadBalancer().getMetrics();
    dashboard.addWidgets(
        graph(
            "Load balancer",
            balancer.activeFlowCount(AVERAGE),
            balancer.newFlowCount(SUM),
            balancer.custom("PortAllocationErrorCount", SUM)),
        graph(
            "Tasks (%)",
            watched.service().metricCpuUtilization(LARGEST),
            watched.service().metricMemoryUtilization(LARGEST)),
        graph(
            "Broker",
            readings.perMinute("OutboxMessages"),
            readings.each("BrokerConnectionsEnded"),
            readings.each("PublishesRefused"),
            readings.each("AdmissionWaiting")));
  }

  private static MetricOptions labelled(MetricOptions options, String label) {
    return MetricOptions.builder()
        .statistic(options.getStatistic())
        .period(options.getPeriod())
        .label(label)
        .build();
  }

  private static GraphWidget graph(String title, IMetric... metrics) {
    return GraphWidget.Builder.create()
        .title(title)
        .left(List.of(metrics))
        .width(THIRD)
        .height(HEIGHT)
        .build();
  }

  private static List<IAlarm> listOf(Iterable<? extends IAlarm> alarms) {
    List<IAlarm> list = new ArrayList<>();
    alarms.forEach(list::add);
    return list;
  }
}
