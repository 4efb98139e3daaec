package io.ocppgateway.cli.cost;

import io.ocppgateway.cli.price.Meter;
import io.ocppgateway.cli.price.Use;

/// What watches a stack, beside what its functions and gateways log of messages and connections.
///
/// Container Insights is in it always: both designs switch it on.
///
/// @param alarmMetrics metrics that alarms look at, those of automatic scaling included
/// @param dashboards for people
/// @param keys of the stack's own, with which alarms are told
/// @param ownMetrics how many metrics the gateways write; each task a line of all of them a minute
/// @param flowLogs whether traffic that the network rejects is written down
record Watching(int alarmMetrics, int dashboards, int keys, int ownMetrics, boolean flowLogs) {

  /// One alarm above, one below what scaling by processor aims at.
  static final Watching OF_THE_SAMPLE = new Watching(2, 0, 0, 0, false);

  /// Of the endpoint, the service, the gateways, answers, commands, and dead letters.
  private static final int ALARMS_OF_ALL = 11;

  private static final int FUNCTIONS = 3;

  /// Errors, throttles and invocations.
  private static final int METRICS_OF_FUNCTION = 3;

  /// Presence, what is undelivered, and each frame.
  private static final int RULES_OF_ALL = 3;

  /// Scaling by connections and by processor.
  private static final int ALARMS_OF_SCALING = 4;

  /// Some 22 that a gateway always tells; that charge points left and connections to the broker
  /// ended, and commands without an answer.
  private static final int METRICS = 27;

  /// 1,721 bytes were counted of a gateway that holds nobody; the others are publish times.
  private static final double BYTES_OF_METRICS = 1_950;

  /// Ten of tasks by cluster, service and task definition; five of the service, three of the
  /// cluster.
  ///
  /// @see "Amazon CloudWatch user guide, Amazon ECS Container Insights metrics"
  private static final int INSIGHTS_METRICS = 38;

  /// Its lines of a container and its task, as the guide shows them, each minute.
  private static final double INSIGHTS_BYTES_OF_TASK = 2_191;

  /// Its lines of the service and the cluster.
  private static final double INSIGHTS_BYTES_OF_CLUSTER = 912;

  /// Assumed: who knocks at any public address.
  private static final double REJECTED_PER_ADDRESS_AND_DAY = 10_000;

  private static final double BYTES_OF_FLOW = 120;

  private static final double DAYS = Month.HOURS / 24;
  private static final double MINUTES = Month.HOURS * 60;
  private static final double GB = 1e9;

  /// As the template has it.
  static Watching of(StackSettings settings) {
    int rules = RULES_OF_ALL + (settings.routing().heartbeatRecords() ? 1 : 0);
    int natGateways = settings.egress() == Egress.NAT ? GatewayDesign.ZONES : 0;
    int alarms =
        ALARMS_OF_ALL + FUNCTIONS * METRICS_OF_FUNCTION + rules + natGateways + ALARMS_OF_SCALING;
    return new Watching(alarms, 1, 1, METRICS, true);
  }

  /// What it uses in a month.
  ///
  /// @param tasks how many there are
  /// @param addresses how many public ones
  Use monthOf(int tasks, double addresses) {
    double bytesOfTask = INSIGHTS_BYTES_OF_TASK + (ownMetrics > 0 ? BYTES_OF_METRICS : 0);
    return Use.NOTHING
        .and(Meter.ALARM_METRICS, alarmMetrics)
        .and(Meter.DASHBOARDS, dashboards)
        .and(Meter.KEYS, keys)
        .and(Meter.CUSTOM_METRICS, INSIGHTS_METRICS + ownMetrics)
        .and(Meter.LOG_GB, MINUTES * (tasks * bytesOfTask + INSIGHTS_BYTES_OF_CLUSTER) / GB)
        .and(
            Meter.VENDED_LOG_GB,
            flowLogs ? addresses * DAYS * REJECTED_PER_ADDRESS_AND_DAY * BYTES_OF_FLOW / GB : 0);
  }
}
