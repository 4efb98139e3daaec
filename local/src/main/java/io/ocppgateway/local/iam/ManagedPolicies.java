package io.ocppgateway.local.iam;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The policies of AWS's own that roles of such stacks have attached. Each allows its actions on
/// every resource.
///
/// @see "AWS managed policy reference guide"
final class ManagedPolicies {

  private static final String PREFIX = "arn:aws:iam::aws:policy/";

  private static final List<String> LOGS =
      List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents");

  private static final Map<String, List<String>> ACTIONS =
      Map.of(
          "service-role/AWSLambdaBasicExecutionRole",
          LOGS,
          "service-role/AWSLambdaSQSQueueExecutionRole",
          with(LOGS, "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
          "service-role/AWSLambdaDynamoDBExecutionRole",
          with(
              LOGS,
              "dynamodb:DescribeStream",
              "dynamodb:GetRecords",
              "dynamodb:GetShardIterator",
              "dynamodb:ListStreams"),
          "service-role/AmazonECSTaskExecutionRolePolicy",
          List.of(
              "ecr:GetAuthorizationToken",
              "ecr:BatchCheckLayerAvailability",
              "ecr:GetDownloadUrlForLayer",
              "ecr:BatchGetImage",
              "logs:CreateLogStream",
              "logs:PutLogEvents"),
          "AWSXRayDaemonWriteAccess",
          List.of(
              "xray:PutTraceSegments",
              "xray:PutTelemetryRecords",
              "xray:GetSamplingRules",
              "xray:GetSamplingTargets",
              "xray:GetSamplingStatisticSummaries"),
          "AWSIoTDataAccess",
          List.of(
              "iot:Connect",
              "iot:Publish",
              "iot:Subscribe",
              "iot:Receive",
              "iot:GetThingShadow",
              "iot:UpdateThingShadow",
              "iot:DeleteThingShadow",
              "iot:ListNamedShadowsForThing"));

  private ManagedPolicies() {}

  private static List<String> with(List<String> actions, String... more) {
    return Stream.concat(actions.stream(), Arrays.stream(more)).toList();
  }

  /// Whether the ARN is of a policy of AWS's own.
  static boolean isManagedByAws(String arn) {
    return arn.startsWith(PREFIX);
  }

  /// The statement of the policy with this ARN, empty if it is not known here.
  static Optional<Statement> find(String arn) {
    return Optional.ofNullable(ACTIONS.get(arn.substring(PREFIX.length())))
        .map(actions ->
            new Statement(
                arn,
                Effect.ALLOW,
                Selection.EVERYTHING,
                new Selection(
                    actions.stream()
                        .map(action -> Wildcards.ofText(action.toLowerCase(Locale.ROOT)))
                        .toList(),
                    false),
                Selection.EVERYTHING,
                List.of()));
  }

  /// The names of those that are known, for people.
  static Set<String> names() {
    return new TreeSet<>(ACTIONS.keySet());
  }
}
