package io.ocppgateway.infra;

import static java.util.Map.entry;

import io.ocppgateway.infra.settings.RoutingSettings;
import io.ocppgateway.ocpp.environment.LambdaEnvironment;
import io.ocppgateway.ocpp.topic.Topics;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// Where messages go: the rules over the topics of the charge points, and the functions they call.
///
/// One rule carries all frames to one function; [Messages] says what each further one costs. Rules
/// and functions of one's own are added in [Extensions], by [#rule].
final class MessageRouting extends Construct {

  /// Without a function, a write for each Heartbeat; costs a rule on all frames.
  private static final Messages HEARTBEATS =
      new Messages.Ours(
          "SELECT topic(1) AS chargePointId, timestamp() AS lastTimestamp FROM '"
              + Topics.ALL_IN
              + "'",
          "get(*, 2) = 'Heartbeat'");

  /// A few events a day of each charge point. The filter takes attempts that failed too, which
  /// change nothing.
  private static final Messages PRESENCE =
      new Messages.Events(
          "SELECT * FROM '" + Topics.ALL_PRESENCE + "'",
          "(eventType = 'connected' OR eventType = 'disconnected')");

  /// One for each command that was not brought to an answer.
  private static final Messages UNDELIVERED =
      new Messages.Ours(
          "SELECT messageId, reason, topic(1) AS chargePointId FROM '"
              + Topics.ALL_UNDELIVERED
              + "'",
          "");

  private static final String LAMBDAS = "io.ocppgateway.lambdas.";

  /// @param lambdasJar the jar with the handlers
  /// @param settings what the operator decides
  /// @param logRetention how long the functions' logs are kept
  /// @param data the operator's tables
  /// @param origin what tells this stack's messages from others'
  record Props(
      Path lambdasJar,
      RoutingSettings settings,
      RetentionDays logRetention,
      OperatorData data,
      MessageOrigin origin) {}

  private final MessageOrigin origin;
  private final Queue deadLetters;
  private final LiveFunction.Common common;
  private final TopicRule allFrames;
  private final LiveFunction answers;
  private final LiveFunction undelivered;
  private final Set<String> notOurs = new LinkedHashSet<>();
  private final Map<String, LiveFunction> functions = new LinkedHashMap<>();
  private final Map<String, TopicRule> rules = new LinkedHashMap<>();

  MessageRouting(Construct scope, String id, Props props) {
    super(scope, id);
    OperatorData data = props.data();
    this.origin = props.origin();
    this.deadLetters =
        Queue.Builder.create(this, "DeadLetters")
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true)
            .retentionPeriod(software.amazon.awscdk.Duration.days(14))
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    this.common =
        new LiveFunction.Common(
            props.lambdasJar(),
            deadLetters,
            props.logRetention(),
            props.settings().functionLogLevel(),
            props.settings().functionConcurrency());
    this.answers = frameHandler(props);
    LiveFunction presence = presenceHandler(data);
    this.undelivered = function("UndeliveredHandler", LAMBDAS + "UndeliveredHandler", Map.of());

    this.allFrames =
        add("AllFrames", Messages.allFramesBut(notOurs), new RuleAction.Invoke(answers));
    data.chargePointHeartbeat()
        .ifPresent(table -> add("Heartbeats", HEARTBEATS, new RuleAction.PutRow(table)));
    add("Presence", PRESENCE, new RuleAction.Invoke(presence));
    add("Undelivered", UNDELIVERED, new RuleAction.Invoke(undelivered));
  }

  /// Adds a rule.
  ///
  /// @param id what it is called in the stack
  /// @throws IllegalArgumentException if it takes messages instead of ours that another rule takes
  ///   already
  void rule(String id, Messages messages, RuleAction action) {
    if (messages instanceof Messages.Calls(List<String> actions, boolean insteadOfOurs)
        && insteadOfOurs) {
      actions.forEach(this::leaveToAnother);
      allFrames.take(Messages.allFramesBut(notOurs).sql(origin));
    }
    add(id, messages, action);
  }

  /// Adds a rule and the function that it calls.
  ///
  /// @param id what the rule is called in the stack; the function is `…Function`
  /// @param handler class in the jar of the Lambdas, with its package
  /// @return the function, to be granted what it needs
  LiveFunction rule(String id, Messages messages, String handler) {
    LiveFunction function = function(id + "Function", handler, Map.of());
    rule(id, messages, new RuleAction.Invoke(function));
    return function;
  }

  /// Adds a function, for a rule to call.
  ///
  /// @param id what it is called in the stack
  /// @param handler class in the jar of the Lambdas, with its package
  /// @param environment its variables, in an order that stays the same: see [InOrder]
  /// @return the function, to be granted what it needs
  LiveFunction function(String id, String handler, Map<String, String> environment) {
    LiveFunction function =
        new LiveFunction(this, id, new LiveFunction.Props(common, handler, environment));
    functions.put(id, function);
    return function;
  }

  /// What rules and functions failed on.
  Queue deadLetters() {
    return deadLetters;
  }

  /// All functions by their ids, ours first.
  Map<String, LiveFunction> functions() {
    return InOrder.copyOf(functions);
  }

  /// All rules by their ids, ours first.
  Map<String, TopicRule> rules() {
    return InOrder.copyOf(rules);
  }

  /// The function that answers charge points.
  LiveFunction answers() {
    return answers;
  }

  /// The function whose log has a line for each command that was not brought to an answer.
  LiveFunction undelivered() {
    return undelivered;
  }

  private void leaveToAnother(String action) {
    if (!notOurs.add(action)) {
      throw new IllegalArgumentException(
          "two rules are to take %s instead of ours; one may, others can observe it"
              .formatted(action));
    }
  }

  private TopicRule add(String id, Messages messages, RuleAction action) {
    TopicRule rule =
        new TopicRule(this, id, new TopicRule.Props(messages.sql(origin), action, deadLetters));
    rules.put(id, rule);
    return rule;
  }

  /// Answers every frame that a charge point sends.
  private LiveFunction frameHandler(Props props) {
    OperatorData data = props.data();
    LiveFunction function =
        function(
            "FrameHandler",
            LAMBDAS + "FrameHandler",
            InOrder.of(
                entry(
                    LambdaEnvironment.HEARTBEAT_INTERVAL_SECONDS,
                    Long.toString(props.settings().heartbeatInterval().toSeconds())),
                entry(LambdaEnvironment.VALIDATION, props.settings().validation().name()),
                entry(
                    LambdaEnvironment.PROCESSED_MESSAGES_TABLE,
                    data.processedMessages().getTableName())));
    data.processedMessages().grant(function.role(), "dynamodb:PutItem", "dynamodb:DeleteItem");
    IotCore iot = new IotCore(this);
    iot.grantAnswers(function.role());
    iot.grantShadows(function.role());
    return function;
  }

  /// Keeps who is online.
  private LiveFunction presenceHandler(OperatorData data) {
    LiveFunction function =
        function(
            "PresenceHandler",
            LAMBDAS + "PresenceHandler",
            InOrder.of(entry(LambdaEnvironment.PRESENCE_TABLE, data.presence().getTableName())));
    data.presence().grant(function.role(), "dynamodb:GetItem", "dynamodb:PutItem");
    return function;
  }
}
