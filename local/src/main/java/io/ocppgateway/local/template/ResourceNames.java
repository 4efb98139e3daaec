package io.ocppgateway.local.template;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What `Ref` and `Fn::GetAtt` give for a resource: names, ARNs and URLs as CloudFormation forms
/// them.
final class ResourceNames {

  private final JsonNode resources;
  private final Surroundings surroundings;
  private final Resolver resolver;

  /// Logical ids whose names are being computed; a name that leads back to itself is a fault.
  private final ThreadLocal<Set<String>> open = ThreadLocal.withInitial(HashSet::new);

  ResourceNames(JsonNode resources, Surroundings surroundings, Resolver resolver) {
    this.resources = resources;
    this.surroundings = surroundings;
    this.resolver = resolver;
  }

  /// The name under which the resource's service knows it.
  String physicalName(String logicalId) {
    String property = nameProperty(logicalId);
    if (isGiven(logicalId, property)) {
      return property(logicalId, property);
    }
    String generated = surroundings.generatedName(logicalId);
    // Rule names may not hold a hyphen.
    return property.equals("RuleName") ? generated.replace('-', '_') : generated;
  }

  /// Whether the template leaves the resource's name to CloudFormation.
  boolean isGenerated(String logicalId) {
    return !isGiven(logicalId, nameProperty(logicalId));
  }

  /// The property by which a template names the resource, empty text for a type that has none or
  /// does not matter here.
  private String nameProperty(String logicalId) {
    return switch (type(logicalId, logicalId)) {
      case "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable" -> "TableName";
      case "AWS::Lambda::Function" -> "FunctionName";
      case "AWS::SQS::Queue" -> "QueueName";
      case "AWS::IAM::Role" -> "RoleName";
      case "AWS::IAM::ManagedPolicy" -> "ManagedPolicyName";
      case "AWS::Logs::LogGroup" -> "LogGroupName";
      case "AWS::SecretsManager::Secret" -> "Name";
      case "AWS::IoT::TopicRule" -> "RuleName";
      case "AWS::KinesisFirehose::DeliveryStream" -> "DeliveryStreamName";
      default -> "";
    };
  }

  /// What `Ref` gives for the resource.
  ///
  /// @see "CloudFormation template reference, return values of each type"
  String ref(String logicalId, String position) {
    return switch (type(logicalId, position)) {
      case "AWS::SQS::Queue" -> queueUrl(logicalId);
      case "AWS::IAM::ManagedPolicy" -> Surroundings.iamArn("policy/" + physicalName(logicalId));
      case "AWS::SecretsManager::Secret" -> surroundings.secretArn(physicalName(logicalId));
      case "AWS::Lambda::Version" -> functionArn(logicalId, "FunctionName") + ":1";
      case "AWS::Lambda::Alias" ->
          functionArn(logicalId, "FunctionName") + ":" + property(logicalId, "Name");
      default -> physicalName(logicalId);
    };
  }

  String attribute(String logicalId, String attribute, String position) {
    String type = type(logicalId, position);
    return switch (type + "." + attribute) {
      case "AWS::DynamoDB::Table.Arn", "AWS::DynamoDB::GlobalTable.Arn" ->
          surroundings.arn("dynamodb", "table/" + physicalName(logicalId));
      case "AWS::Lambda::Function.Arn" ->
          surroundings.arn("lambda", "function:" + physicalName(logicalId));
      case "AWS::Lambda::Version.Version" -> "1";
      case "AWS::Lambda::Alias.AliasArn" -> ref(logicalId, position);
      case "AWS::SQS::Queue.Arn" -> surroundings.arn("sqs", physicalName(logicalId));
      case "AWS::SQS::Queue.QueueName" -> physicalName(logicalId);
      case "AWS::SQS::Queue.QueueUrl" -> queueUrl(logicalId);
      case "AWS::IAM::Role.Arn" -> Surroundings.iamArn("role/" + physicalName(logicalId));
      case "AWS::IAM::Role.RoleId" -> Surroundings.roleId(physicalName(logicalId));
      case "AWS::IAM::ManagedPolicy.PolicyArn" -> ref(logicalId, position);
      case "AWS::Logs::LogGroup.Arn" ->
          surroundings.arn("logs", "log-group:" + physicalName(logicalId) + ":*");
      case "AWS::IoT::TopicRule.Arn" -> surroundings.arn("iot", "rule/" + physicalName(logicalId));
      case "AWS::KinesisFirehose::DeliveryStream.Arn" ->
          surroundings.arn("firehose", "deliverystream/" + physicalName(logicalId));
      default ->
          throw new TemplateException(
              position,
              "the attribute %s of %s (%s) cannot be known here"
                  .formatted(attribute, logicalId, type));
    };
  }

  private String queueUrl(String logicalId) {
    return "%s/%s/%s"
        .formatted(surroundings.awsEndpoint(), Surroundings.ACCOUNT, physicalName(logicalId));
  }

  private String functionArn(String logicalId, String property) {
    String function = property(logicalId, property);
    return function.startsWith("arn:")
        ? function
        : surroundings.arn("lambda", "function:" + function);
  }

  private boolean isGiven(String logicalId, String property) {
    return resources.path(logicalId).path("Properties").has(property);
  }

  private String property(String logicalId, String property) {
    String position = logicalId + "." + property;
    if (!open.get().add(position)) {
      throw new TemplateException(position, "its value refers to itself");
    }
    try {
      return resolver.text(resources.path(logicalId).path("Properties").path(property), position);
    } finally {
      open.get().remove(position);
    }
  }

  private String type(String logicalId, String position) {
    JsonNode resource = resources.path(logicalId);
    if (resource.isMissingNode()) {
      throw new TemplateException(position, "the template has no resource " + logicalId);
    }
    return resource.path("Type").asString();
  }
}
