package io.ocppgateway.local.rules;

import io.ocppgateway.local.rules.sql.RuleFailure;
import io.ocppgateway.local.rules.sql.RuleMessage;
import io.ocppgateway.local.usage.DropReason;
import io.ocppgateway.local.usage.RuleMeter;
import io.ocppgateway.local.usage.UsageMeter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A rule at work: runs its actions, tells its error action of failures, and counts.
///
/// @see "AWS IoT Core developer guide, Error handling (error action)"
final class RunningRule {

  private static final Logger LOG = LoggerFactory.getLogger(RunningRule.class);

  private final Rule rule;
  private final ActionTargets targets;
  private final UsageMeter meter;
  private final RuleMeter counts;

  RunningRule(Rule rule, ActionTargets targets, UsageMeter meter) {
    this.rule = rule;
    this.targets = targets;
    this.meter = meter;
    counts = meter.rule(rule.name());
  }

  String logicalId() {
    return rule.logicalId();
  }

  String name() {
    return rule.name();
  }

  /// Whether its filter takes a topic that is not of Basic Ingest.
  boolean takes(String topic) {
    return rule.statement().takes(topic);
  }

  boolean takes(RuleMessage message) {
    String only = message.basicIngestRule();
    return only.isEmpty() ? takes(message.topic()) : only.equals(rule.name());
  }

  /// Blocks until all actions are done.
  void run(RuleMessage message) {
    counts.triggered();
    List<Failure> failed = new ArrayList<>();
    try {
      Optional<JsonNode> output = rule.statement().apply(message);
      if (output.isEmpty()) {
        return;
      }
      counts.matched();
      rule.actions().forEach(action -> perform(action, output.get(), message, failed));
    } catch (RuleFailure e) {
      counts.matched();
      failed.add(new Failure("SqlStatement", rule.name(), String.valueOf(e.getMessage())));
    }
    if (!failed.isEmpty()) {
      onFailures(message, failed);
    }
  }

  private void perform(
      RuleAction action, JsonNode output, RuleMessage message, List<Failure> failed) {
    try {
      action.run(output, message, targets);
      counts.actionDone();
    } catch (RuntimeException e) {
      // Whatever a service throws is what the error action is for.
      failed.add(new Failure(action.failedAction(), action.resource(), String.valueOf(e)));
    }
  }

  private void onFailures(RuleMessage message, List<Failure> failed) {
    counts.failed();
    failed.forEach(failure ->
        LOG.atWarn()
            .addKeyValue("rule", rule.name())
            .addKeyValue("topic", message.publish().topic())
            .addKeyValue("action", failure.action())
            .addKeyValue("reason", failure.reason())
            .log("A rule's action failed"));
    if (rule.errorActions().isEmpty()) {
      meter.dropped(DropReason.RULE_FAILED);
    }
    JsonNode envelope = envelope(message, failed);
    for (RuleAction action : rule.errorActions()) {
      try {
        action.run(envelope, message, targets);
      } catch (RuntimeException e) {
        // The last resort has failed; AWS discards the message here too.
        meter.dropped(DropReason.RULE_FAILED);
        LOG.atError()
            .setCause(e)
            .addKeyValue("rule", rule.name())
            .addKeyValue("action", action.failedAction())
            .log("A rule's error action failed; the message is lost");
      }
    }
  }

  private ObjectNode envelope(RuleMessage message, List<Failure> failed) {
    ObjectNode envelope =
        JsonNodeFactory.instance
            .objectNode()
            .put("ruleName", rule.name())
            .put("topic", message.publish().topic())
            .put("cloudwatchTraceId", message.traceId())
            .put("clientId", message.publish().clientId())
            .put(
                "base64OriginalPayload",
                Base64.getEncoder().encodeToString(message.publish().payload().getBytes()));
    ArrayNode list = envelope.putArray("failures");
    failed.forEach(failure ->
        list.addObject()
            .put("failedAction", failure.action())
            .put("failedResource", failure.resource())
            .put("errorMessage", failure.reason()));
    return envelope;
  }

  private record Failure(String action, String resource, String reason) {}
}
