package io.ocppgateway.local;

import io.ocppgateway.local.lambda.Functions;
import io.ocppgateway.local.template.Resource;
import io.ocppgateway.local.template.Template;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What of a template exists only in AWS.
final class NotRun {

  private static final Set<String> RUN =
      Set.of(
          "AWS::DynamoDB::GlobalTable",
          "AWS::DynamoDB::Table",
          "AWS::ECS::TaskDefinition",
          "AWS::IAM::ManagedPolicy",
          "AWS::IAM::Policy",
          "AWS::IAM::Role",
          "AWS::IAM::RolePolicy",
          "AWS::IoT::TopicRule",
          "AWS::Lambda::Alias",
          "AWS::Lambda::EventInvokeConfig",
          "AWS::Lambda::Permission",
          "AWS::Lambda::Version",
          "AWS::SQS::Queue",
          "AWS::SQS::QueuePolicy",
          "AWS::SecretsManager::ResourcePolicy",
          "AWS::SecretsManager::Secret");

  private NotRun() {}

  /// How many resources of each type do not run.
  static SortedMap<String, Long> of(Template template) {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (Resource resource : template.resources()) {
      if (!isRun(resource)) {
        counts.merge(resource.type(), 1L, Long::sum);
      }
    }
    return counts;
  }

  private static boolean isRun(Resource resource) {
    return resource.type().equals("AWS::Lambda::Function")
        ? Functions.isRunnable(resource)
        : RUN.contains(resource.type());
  }
}
