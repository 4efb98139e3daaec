package io.ocppgateway.infra;

import static java.util.Map.entry;

import io.ocppgateway.infra.settings.Validation;
import io.ocppgateway.ocpp.environment.LambdaEnvironment;
import io.ocppgateway.ocpp.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// Where messages go: the rules over the topics of the charge points, and the functions they call.
///
/// One rule carries all frames to one function. AWS IoT meters every rule whose topic filter
/// matches, whether or not its WHERE holds: each further rule on `+/in` costs up to a third of the
/// message.
final class MessageRouting extends Construct {

  private static final String ALL_FRAMES =
      "SELECT * AS message, topic(1) AS chargePointId, get_user_properties('"
          + Topics.OCPP_PROPERTY
          + "') AS ocpp, timestamp() AS receivedAt, traceid() AS traceId FROM '"
          + Topics.ALL_IN
          + "'";

  private static final String HEARTBEATS =
      "SELECT topic(1) AS chargePointId, timestamp() AS lastTimestamp FROM '"
          + Topics.ALL_IN
          + "' WHERE get(*, 2) = 'Heartbeat'";

  /// @param lambdasJar the jar with the handlers
  /// @param heartbeatInterval what an accepted BootNotification asks for
  /// @param validation what becomes of messages that break their schema
  /// @param data the operator's tables
  record Props(
      Path lambdasJar, Duration heartbeatInterval, Validation validation, OperatorData data) {}

  private final Queue deadLetters;

  MessageRouting(Construct scope, String id, Props props) {
    super(scope, id);
    this.deadLetters =
        Queue.Builder.create(this, "DeadLetters")
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true)
            .retentionPeriod(software.amazon.awscdk.Duration.days(14))
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    LiveFunction frames = frameHandler(props);

    rule("AllFrames", ALL_FRAMES, new RuleAction.Invoke(frames.alias()));
    rule("Heartbeats", HEARTBEATS, new RuleAction.PutRow(props.data().chargePointHeartbeat()));
  }

  private void rule(String id, String sql, RuleAction action) {
    new TopicRule(this, id, new TopicRule.Props(sql, action, deadLetters));
  }

  /// Answers every frame that a charge point sends.
  private LiveFunction frameHandler(Props props) {
    OperatorData data = props.data();
    LiveFunction function =
        new LiveFunction(
            this,
            "FrameHandler",
            new LiveFunction.Props(
                "io.ocppgateway.lambdas.FrameHandler::handleRequest",
                props.lambdasJar(),
                InOrder.of(
                    entry(
                        LambdaEnvironment.HEARTBEAT_INTERVAL_SECONDS,
                        Long.toString(props.heartbeatInterval().toSeconds())),
                    entry(LambdaEnvironment.VALIDATION, props.validation().name()),
                    entry(
                        LambdaEnvironment.PROCESSED_MESSAGES_TABLE,
                        data.processedMessages().getTableName())),
                deadLetters));
    data.processedMessages().grant(function.role(), "dynamodb:PutItem", "dynamodb:DeleteItem");
    IotCore iot = new IotCore(this);
    iot.grantDescribeEndpoint(function.role());
    iot.grantPublish(function.role(), Topics.ALL_OUT);
    iot.grantShadows(function.role());
    return function;
  }
}
