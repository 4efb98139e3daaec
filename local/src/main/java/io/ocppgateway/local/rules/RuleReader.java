package io.ocppgateway.local.rules;

import io.ocppgateway.local.iam.Roles;
import io.ocppgateway.local.rules.RuleAction.RepublishHeaders;
import io.ocppgateway.local.rules.sql.RuleSqlException;
import io.ocppgateway.local.rules.sql.RuleStatement;
import io.ocppgateway.local.rules.sql.SubstitutionTemplate;
import io.ocppgateway.local.template.Resource;
import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.template.TemplateException;
import io.ocppgateway.local.template.TemplateValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads `AWS::IoT::TopicRule`, and refuses what could not be honoured later.
final class RuleReader {

  private static final String SQL_VERSION = "2016-03-23";

  private final Surroundings surroundings;
  private final Roles roles;
  private final ActionTargets targets;

  RuleReader(Surroundings surroundings, Roles roles, ActionTargets targets) {
    this.surroundings = surroundings;
    this.roles = roles;
    this.targets = targets;
  }

  /// Compiles a rule.
  ///
  /// @throws TemplateException if statement or action cannot be honoured here, with the position
  Rule read(Resource resource) {
    TemplateValue payload = resource.properties().get("TopicRulePayload");
    TemplateValue sql = payload.get("Sql");
    String version = payload.textOr("AwsIotSqlVersion", "2015-10-08");
    if (!version.equals(SQL_VERSION)) {
      throw sql.fault("SQL version %s; only %s runs here".formatted(version, SQL_VERSION));
    }
    String ruleArn = surroundings.arn("iot", "rule/" + resource.physicalName());
    return new Rule(
        resource.logicalId(),
        resource.physicalName(),
        compile(sql),
        payload.get("Actions").items().stream().map(it -> action(it, ruleArn)).toList(),
        payload.find("ErrorAction").map(it -> action(it, ruleArn)).stream().toList());
  }

  private static RuleStatement compile(TemplateValue sql) {
    try {
      return RuleStatement.parse(sql.text());
    } catch (RuleSqlException e) {
      throw sql.fault(String.valueOf(e.getMessage()));
    }
  }

  private RuleAction action(TemplateValue action, String ruleArn) {
    Map<String, TemplateValue> entries = action.entries();
    if (entries.size() != 1) {
      throw action.fault("an action has one kind, found " + entries.keySet());
    }
    String kind = entries.keySet().iterator().next();
    TemplateValue properties = action.get(kind);
    return switch (kind) {
      case "Lambda" -> invoke(ruleArn, properties.get("FunctionArn"));
      case "DynamoDBv2" ->
          putItem(actor(ruleArn, properties), properties.get("PutItem").get("TableName"));
      case "Republish" -> republish(actor(ruleArn, properties), properties);
      case "Sqs" -> send(actor(ruleArn, properties), properties);
      case "Firehose" -> deliver(actor(ruleArn, properties), properties);
      default ->
          throw action.fault(
              "the action %s cannot run here; available are Lambda, DynamoDBv2, Firehose, Republish and Sqs"
                  .formatted(kind));
    };
  }

  private Actor actor(String ruleArn, TemplateValue properties) {
    return new Actor(ruleArn, roles.get(properties.get("RoleArn")));
  }

  private RuleAction invoke(String ruleArn, TemplateValue functionArn) {
    String arn = functionArn.text();
    if (!targets.hasFunction(arn)) {
      throw functionArn.fault(
          "no function with the ARN %s runs here; it must be a Java function of this template"
              .formatted(arn));
    }
    return new RuleAction.Invoke(ruleArn, arn);
  }

  private static RuleAction putItem(Actor actor, TemplateValue tableName) {
    return new RuleAction.PutItem(actor, tableName.text(), substitution(tableName));
  }

  private RuleAction send(Actor actor, TemplateValue properties) {
    TemplateValue queueUrl = properties.get("QueueUrl");
    String url = queueUrl.text();
    if (!targets.hasQueue(url)) {
      throw queueUrl.fault("no queue with the URL %s in this template".formatted(url));
    }
    return new RuleAction.Send(actor, url, properties.flag("UseBase64"));
  }

  private RuleAction deliver(Actor actor, TemplateValue properties) {
    TemplateValue stream = properties.get("DeliveryStreamName");
    String name = stream.text();
    if (!targets.hasDeliveryStream(name)) {
      throw stream.fault("no delivery stream with the name %s in this template".formatted(name));
    }
    if (properties.flag("BatchMode")) {
      throw properties.fault("BatchMode cannot be honoured here");
    }
    return new RuleAction.Deliver(actor, name, properties.textOr("Separator", ""));
  }

  private static RuleAction republish(Actor actor, TemplateValue properties) {
    TemplateValue topic = properties.get("Topic");
    long qos = properties.numberOr("Qos", 0);
    if (qos != 0 && qos != 1) {
      throw properties.fault("Qos %d; allowed are 0 and 1".formatted(qos));
    }
    return new RuleAction.Republish(
        actor,
        republishTopic(topic),
        topic.text(),
        (int) qos,
        properties.find("Headers").map(RuleReader::headers).orElse(RepublishHeaders.NONE));
  }

  /// A reserved topic is written `$$aws/…`, because `$` begins a substitution.
  private static SubstitutionTemplate republishTopic(TemplateValue topic) {
    String text = topic.text();
    return compile(topic, text.startsWith("$$") ? text.substring(1) : text);
  }

  private static RepublishHeaders headers(TemplateValue headers) {
    if (headers.find("PayloadFormatIndicator").isPresent()) {
      throw headers.fault("PayloadFormatIndicator cannot be set here");
    }
    List<Map.Entry<SubstitutionTemplate, SubstitutionTemplate>> userProperties = new ArrayList<>();
    headers
        .find("UserProperties")
        .map(TemplateValue::items)
        .orElse(List.of())
        .forEach(property ->
            userProperties.add(
                Map.entry(substitution(property.get("Key")), substitution(property.get("Value")))));
    return new RepublishHeaders(
        header(headers, "ContentType"),
        header(headers, "ResponseTopic"),
        header(headers, "CorrelationData"),
        header(headers, "MessageExpiry"),
        userProperties);
  }

  private static @Nullable SubstitutionTemplate header(TemplateValue headers, String name) {
    Optional<TemplateValue> header = headers.find(name);
    return header.isEmpty() ? null : substitution(header.get());
  }

  private static SubstitutionTemplate substitution(TemplateValue value) {
    return compile(value, value.text());
  }

  private static SubstitutionTemplate compile(TemplateValue value, String text) {
    try {
      return SubstitutionTemplate.parse(text);
    } catch (RuleSqlException e) {
      throw value.fault(String.valueOf(e.getMessage()));
    }
  }
}
