package io.ocppgateway.local.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ocppgateway.local.aws.Principal;
import io.ocppgateway.local.iot.message.Publish;
import io.ocppgateway.local.iot.message.PublishProperties;
import io.ocppgateway.local.iot.message.UserProperty;
import io.ocppgateway.local.rules.sql.RuleFailure;
import io.ocppgateway.local.rules.sql.RuleMessage;
import io.ocppgateway.local.rules.sql.SubstitutionTemplate;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a rule does with what its SQL selected.
sealed interface RuleAction {

  /// Runs the action. A binary node is the payload's bytes.
  ///
  /// @throws RuntimeException if it could not be done, with the reason as message
  void run(JsonNode output, RuleMessage message, ActionTargets targets);

  /// The action's name in an error message, as AWS writes them (`S3Action`).
  String failedAction();

  /// What the action wanted to reach.
  String resource();

  /// The bytes of a rule's output.
  private static byte[] bytes(JsonNode output) {
    return output.isBinary() ? output.binaryValue() : output.toString().getBytes(UTF_8);
  }

  /// Invokes a function asynchronously with the output as event.
  record Invoke(String ruleArn, String functionArn) implements RuleAction {
    @Override
    public void run(JsonNode output, RuleMessage message, ActionTargets targets) {
      if (output.isBinary()) {
        throw new RuleFailure(
            "a function takes JSON, and the payload is none; use encode(*, 'base64')");
      }
      targets.invoke(ruleArn, functionArn, bytes(output));
    }

    @Override
    public String failedAction() {
      return "LambdaAction";
    }

    @Override
    public String resource() {
      return functionArn;
    }
  }

  /// Writes the output as an item, each property an attribute.
  record PutItem(Actor actor, String tableName, SubstitutionTemplate table) implements RuleAction {
    @Override
    public void run(JsonNode output, RuleMessage message, ActionTargets targets) {
      if (!(output instanceof ObjectNode item)) {
        throw new RuleFailure("an item is a JSON object, and the rule's output is none");
      }
      targets.putItem(actor, table.evaluate(message), item);
    }

    @Override
    public String failedAction() {
      return "DynamoDBv2Action";
    }

    @Override
    public String resource() {
      return tableName;
    }
  }

  /// Publishes the output to another topic.
  record Republish(
      Actor actor, SubstitutionTemplate topic, String topicText, int qos, RepublishHeaders headers)
      implements RuleAction {
    @Override
    public void run(JsonNode output, RuleMessage message, ActionTargets targets) {
      targets.publish(
          actor,
          new Publish(
              topic.evaluate(message),
              Buffer.buffer(bytes(output)),
              qos,
              false,
              headers.evaluate(message),
              Publish.NO_CLIENT,
              Principal.Service.IOT,
              message.publish().receivedAt()));
    }

    @Override
    public String failedAction() {
      return "RepublishAction";
    }

    @Override
    public String resource() {
      return topicText;
    }
  }

  /// Sends the output to a queue.
  record Send(Actor actor, String queueUrl, boolean useBase64) implements RuleAction {
    @Override
    public void run(JsonNode output, RuleMessage message, ActionTargets targets) {
      byte[] body = bytes(output);
      targets.send(
          actor,
          queueUrl,
          useBase64 ? Base64.getEncoder().encodeToString(body) : new String(body, UTF_8));
    }

    @Override
    public String failedAction() {
      return "SqsAction";
    }

    @Override
    public String resource() {
      return queueUrl;
    }
  }

  /// Puts the output into a delivery stream.
  ///
  /// @param separator follows each record; may be empty
  record Deliver(Actor actor, String deliveryStream, String separator) implements RuleAction {
    @Override
    public void run(JsonNode output, RuleMessage message, ActionTargets targets) {
      targets.deliver(
          actor, deliveryStream, Buffer.buffer(bytes(output)).appendString(separator).getBytes());
    }

    @Override
    public String failedAction() {
      return "FirehoseAction";
    }

    @Override
    public String resource() {
      return deliveryStream;
    }
  }

  /// The MQTT 5 properties that a republished message gets. `null` is a property that is not set.
  ///
  /// @param userProperties values by name, in the template's order
  record RepublishHeaders(
      @Nullable SubstitutionTemplate contentType,
      @Nullable SubstitutionTemplate responseTopic,
      @Nullable SubstitutionTemplate correlationData,
      @Nullable SubstitutionTemplate messageExpiry,
      List<Map.Entry<SubstitutionTemplate, SubstitutionTemplate>> userProperties) {

    static final RepublishHeaders NONE = new RepublishHeaders(null, null, null, null, List.of());

    PublishProperties evaluate(RuleMessage message) {
      List<UserProperty> properties = new ArrayList<>();
      userProperties.forEach(property ->
          properties.add(
              new UserProperty(
                  property.getKey().evaluate(message), property.getValue().evaluate(message))));
      return new PublishProperties(
          properties,
          contentType == null ? null : contentType.evaluate(message),
          responseTopic == null ? null : responseTopic.evaluate(message),
          correlationData == null ? null : Buffer.buffer(correlationData.evaluate(message)),
          null,
          messageExpiry == null ? null : expiry(messageExpiry.evaluate(message)));
    }

    private static Duration expiry(String seconds) {
      try {
        return Duration.ofSeconds(Long.parseLong(seconds.strip()));
      } catch (NumberFormatException notANumber) {
        throw new RuleFailure("the message expiry is not a number of seconds: " + seconds);
      }
    }
  }
}
