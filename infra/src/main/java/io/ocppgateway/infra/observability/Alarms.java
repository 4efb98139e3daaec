package io.ocppgateway.infra.observability;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IAlarmAction;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.elasticloadbalancingv2.INetworkLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.INetworkTargetGroup;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/// When somebody is to look, and what at: each alarm's description says what it means and what to
/// do.
///
/// Most metrics here are counted only where something went wrong, so that no data is good news. It
/// is bad news of what must always be there: a task that takes charge points.
final class Alarms extends Construct {

  private static final Duration MINUTE = Duration.minutes(1);
  private static final Duration FIVE_MINUTES = Duration.minutes(5);
  private static final Duration QUARTER = Duration.minutes(15);

  private final IAlarmAction action;
  private final Map<String, Alarm> alarms = new LinkedHashMap<>();

  Alarms(Construct scope, String id, IAlarmAction action) {
    super(scope, id);
    this.action = action;
  }

  /// All alarms, in the order in which they were made.
  Iterable<Alarm> all() {
    return alarms.values();
  }

  /// How often within so many periods a limit must be broken.
  private record When(ComparisonOperator comparison, double limit, int times, int periods) {

    static When atLeast(double limit) {
      return new When(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD, limit, 1, 1);
    }

    static When above(double limit) {
      return new When(ComparisonOperator.GREATER_THAN_THRESHOLD, limit, 1, 1);
    }

    static When below(double limit) {
      return new When(ComparisonOperator.LESS_THAN_THRESHOLD, limit, 1, 1);
    }

    When times(int times, int periods) {
      return new When(comparison, limit, times, periods);
    }
  }

  void ofDeadLetters(IQueue deadLetters) {
    Metric waiting =
        deadLetters.metricApproximateNumberOfMessagesVisible(
            MetricOptions.builder().statistic("Maximum").period(MINUTE).build());
    alarm(
        "DeadLetters",
        waiting,
        When.atLeast(1),
        "A rule or a function has failed on a message. Read it in the queue of dead letters: the reason is in failures[].errorMessage (rules) or responsePayload (functions, whose event is there once more as it was). Mend that, then purge the queue. Do not send messages again: charge points have long asked anew, and a command that comes late is a danger.");
  }

  /// Errors are in the dead letters too; this tells a fault of all from that of one message.
  void ofFunction(String name, IFunction function) {
    MetricOptions sum = MetricOptions.builder().statistic("Sum").period(FIVE_MINUTES).build();
    Map<String, IMetric> counted = new LinkedHashMap<>();
    counted.put("errors", function.metricErrors(sum));
    counted.put("throttles", function.metricThrottles(sum));
    counted.put("invocations", function.metricInvocations(sum));
    alarm(
        name + "Fails",
        MathExpression.Builder.create()
            // Lambda may leave out what did not happen, and without one of the three there would be
            // no sum.
            .expression(
                "100 * (FILL(errors, 0) + FILL(throttles, 0)) / (FILL(invocations, 0) + FILL(throttles, 0))")
            .usingMetrics(counted)
            .label("% of " + name + " that failed or was throttled")
            .period(FIVE_MINUTES)
            .build(),
        When.above(1),
        "More than 1 %% of what the function %s was to do in five minutes failed, or was held back. Look for ERROR in its log (saved query \"failures\"). If it was throttled, raise functionConcurrency or the account's limit of concurrent executions."
            .formatted(name));
  }

  /// Charge points wait 30 to 60 s for an answer, and operators for charge points.
  void ofAnswers(IFunction frameHandler) {
    alarm(
        "AnswersSlow",
        frameHandler.metricDuration(
            MetricOptions.builder().statistic("p99").period(MINUTE).build()),
        When.above(3_000).times(3, 5),
        "One in a hundred answers to charge points takes more than 3 s. Compare with the latencies of DynamoDB and AWS IoT in the function's log; at its timeout of 15 s charge points get no answer.");
  }

  void ofRule(String name, String ruleName) {
    alarm(
        name + "Throttled",
        Metric.Builder.create()
            .namespace("AWS/IoT")
            .metricName("RuleMessageThrottled")
            .dimensionsMap(Collections.singletonMap("RuleName", ruleName))
            .statistic("Sum")
            .period(FIVE_MINUTES)
            .build(),
        When.atLeast(1),
        "AWS IoT has not applied the rule %s to messages, as the account evaluates more rules than it may: these messages are lost. Have the quota \"rule evaluations per second\" raised, or take rules on +/in away."
            .formatted(name));
  }

  void ofCommands(Metric undelivered) {
    alarm(
        "CommandsUndelivered",
        undelivered.with(MetricOptions.builder().period(QUARTER).build()),
        When.atLeast(10),
        "Ten or more commands in a quarter of an hour came to no answer. The saved query \"undelivered commands\" says which and why: TIMEOUT is charge points that do not answer, DISCONNECTED a bad network, QUEUE_FULL or INVALID whoever sends them. None is sent again.");
  }

  void ofGateways(Readings readings) {
    alarm(
        "MessagesLost",
        readings.sum("PublishesLost", FIVE_MINUTES),
        When.atLeast(1),
        "Gateways have given up messages of charge points that the broker never acknowledged. Look at the health of AWS IoT Core, at its quotas (publishes a second) and at the gateways' log.");
    alarm(
        "BrokerBehind",
        readings.perMinute("OutboxMessages"),
        When.above(1_000).times(5, 5),
        "For five minutes more than 1,000 messages of charge points have waited for the broker. Charge points are read more slowly meanwhile, and nothing is lost yet. Look at BrokerConnectionsEnded and PublishesRefused on the dashboard: AWS IoT Core is out of reach, or throttles.");
    alarm(
        "BrokerSlow",
        readings.percentile("PublishSeconds", 99),
        When.above(2).times(5, 5),
        "For five minutes one in a hundred messages has taken more than 2 s to be acknowledged. Look at the health of AWS IoT Core in this region, and at the gateways' CPU.");
    alarm(
        "RegistryUnavailable",
        readings.perMinute("RefusalsRegistryUnavailable"),
        When.atLeast(1).times(3, 5),
        "Charge points are sent away as gateways cannot look them up. Look for the table ChargePoints (throttled?), the quota of DescribeThing and the task role in the gateways' log.");
    alarm(
        "EventLoopLag",
        readings.maximum("EventLoopLagMaxSeconds"),
        When.above(1).times(3, 5),
        "Gateways are more than a second late with what is due: too few or too small tasks. Raise maxTasks or the tasks' size.");
  }

  void ofService(FargateService service) {
    alarm(
        "TasksBusy",
        service.metricCpuUtilization(
            MetricOptions.builder().statistic("Average").period(FIVE_MINUTES).build()),
        When.above(85).times(3, 3),
        "Gateways have been busy above 85 % for a quarter of an hour, so that scaling out is at its end: raise maxTasks.");
  }

  void ofEndpoint(INetworkLoadBalancer loadBalancer, INetworkTargetGroup targets) {
    alarm(
        "NobodyTakesChargePoints",
        targets
            .getMetrics()
            .healthyHostCount(MetricOptions.builder().statistic("Minimum").period(MINUTE).build()),
        When.below(1).times(2, 2),
        TreatMissingData.BREACHING,
        "No task of the gateway is healthy: no charge point can connect. Look at the service's events and its tasks' log; `npx cdk deploy` of the version before undoes a bad one.");
    alarm(
        "LoadBalancerPorts",
        loadBalancer
            .getMetrics()
            .custom(
                "PortAllocationErrorCount",
                MetricOptions.builder().statistic("Sum").period(FIVE_MINUTES).build()),
        When.atLeast(1),
        "The load balancer has no port left towards a task and refuses connections: at about 55,000 for each task. Raise minTasks.");
  }

  void ofNatGateway(int number, String natGatewayId) {
    alarm(
        "NatPorts" + number,
        Metric.Builder.create()
            .namespace("AWS/NATGateway")
            .metricName("ErrorPortAllocation")
            .dimensionsMap(Collections.singletonMap("NatGatewayId", natGatewayId))
            .statistic("Sum")
            .period(FIVE_MINUTES)
            .build(),
        When.atLeast(1),
        "A NAT gateway has no port left towards the broker: at 55,000 connections. Give each task an address of its own: egress=PUBLIC_IP.");
  }

  private void alarm(String id, IMetric metric, When when, String whatToDo) {
    alarm(id, metric, when, TreatMissingData.NOT_BREACHING, whatToDo);
  }

  private void alarm(
      String id, IMetric metric, When when, TreatMissingData missing, String whatToDo) {
    Alarm alarm =
        Alarm.Builder.create(this, id)
            .metric(metric)
            .comparisonOperator(when.comparison())
            .threshold(when.limit())
            .datapointsToAlarm(when.times())
            .evaluationPeriods(when.periods())
            .treatMissingData(missing)
            .alarmDescription(whatToDo)
            .build();
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
    alarms.put(id, alarm);
  }
}
