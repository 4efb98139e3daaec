package io.ocppgateway.infra.observability;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.constructs.Construct;

/// What an operator sees and is told: the dashboard, the alarms with the topic that they are told
/// on, and saved queries over the logs.
///
/// Every function and every rule has its alarm, those that an operator adds included.
public final class Observability extends Construct {

  /// What is watched, and who is told.
  ///
  /// @param stackName tells the metrics of two stacks apart
  /// @param alarmEmail who hears of alarms; null: nobody by e-mail
  public record Props(String stackName, @Nullable String alarmEmail, Watched watched) {}

  public Observability(Construct scope, String id, Props props) {
    super(scope, id);
    Watched watched = props.watched();
    Readings readings = new Readings(props.stackName());
    Metric undelivered = undelivered(props.stackName(), watched.undeliveredLog());
    AlarmTopic topic =
        new AlarmTopic(this, "AlarmTopic", props.alarmEmail(), watched.deadLetters());
    Alarms alarms = alarms(topic, watched, readings, undelivered);
    new OperatorDashboard(this, "Dashboard", watched, readings, undelivered, alarms.all());
    new LogQueries(this, "Queries", logs(watched));
  }

  private Alarms alarms(AlarmTopic topic, Watched watched, Readings readings, Metric undelivered) {
    Alarms alarms = new Alarms(this, "Alarms", topic.action());
    alarms.ofEndpoint(watched.loadBalancer(), watched.targets());
    alarms.ofService(watched.service());
    alarms.ofGateways(readings);
    alarms.ofDeadLetters(watched.deadLetters());
    alarms.ofAnswers(watched.answers());
    watched.functions().forEach((name, function) -> alarms.ofFunction(name, function.alias()));
    watched.ruleNames().forEach(alarms::ofRule);
    alarms.ofCommands(undelivered);
    for (int i = 0; i < watched.natGatewayIds().size(); i++) {
      alarms.ofNatGateway(i + 1, watched.natGatewayIds().get(i));
    }
    return alarms;
  }

  /// Counts commands without an answer, whoever was told of them.
  private Metric undelivered(String stackName, ILogGroup log) {
    MetricFilter filter =
        MetricFilter.Builder.create(this, "Undelivered")
            .logGroup(log)
            .filterPattern(FilterPattern.stringValue("$.outcome", "=", "UNDELIVERED"))
            .metricNamespace(Readings.NAMESPACE + "/" + stackName)
            .metricName("CommandsUndelivered")
            .metricValue("1")
            .build();
    return filter.metric(MetricOptions.builder().statistic("Sum").period(Readings.MINUTE).build());
  }

  private static List<ILogGroup> logs(Watched watched) {
    List<ILogGroup> logs = new ArrayList<>(List.of(watched.gatewayLog()));
    watched.functions().values().forEach(function -> logs.add(function.log()));
    return logs;
  }
}
