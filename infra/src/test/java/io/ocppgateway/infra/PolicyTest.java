package io.ocppgateway.infra;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PolicyTest {

  private static final String IOT = "arn:${AWS::Partition}:iot:${AWS::Region}:${AWS::AccountId}:";

  /// Every permission with a `*` in its resource, and why it cannot name the resource.
  static final Map<String, String> WILDCARDS =
      Map.ofEntries(
          Map.entry("iot:DescribeEndpoint *", "the action knows no resources"),
          Map.entry("ecr:GetAuthorizationToken *", "the action knows no resources"),
          Map.entry(
              "iot:Connect " + IOT + "client/*", "the gateway connects as every charge point"),
          Map.entry("iot:DescribeThing " + IOT + "thing/*", "any thing may be a charge point"),
          Map.entry(
              "iot:DescribeCertificate " + IOT + "cert/*",
              "any certificate may be a charge point's"),
          Map.entry(
              "iot:ListThingPrincipals " + IOT + "thing/*", "any thing may have a certificate"),
          Map.entry("iot:Publish " + IOT + "topic/*/in", "what any charge point sends"),
          Map.entry(
              "iot:Publish " + IOT + "topic/*/undelivered",
              "what became of any charge point's commands"),
          Map.entry("iot:Subscribe " + IOT + "topicfilter/*/out", "what is for any charge point"),
          Map.entry("iot:Receive " + IOT + "topic/*/out", "what is for any charge point"),
          Map.entry("iot:Publish " + IOT + "topic/*/out", "answers for any charge point"),
          Map.entry("iot:GetThingShadow " + IOT + "thing/*", "the shadow of any charge point"),
          Map.entry("iot:UpdateThingShadow " + IOT + "thing/*", "the shadow of any charge point"));

  /// The same of what policies of resources allow, and to whom.
  static final Map<String, String> WILDCARDS_OF_RESOURCES =
      Map.of(
          "kms:* * to arn:${AWS::Partition}:iam::${AWS::AccountId}:root",
          "in a key's own policy * is the key; without its account nobody could change or delete it",
          "kms:Decrypt * to cloudwatch.amazonaws.com",
          "the same key: alarms are told on a topic that it encrypts",
          "kms:GenerateDataKey * to cloudwatch.amazonaws.com",
          "the same key: alarms are told on a topic that it encrypts");

  private final Synthesized stack = Synthesized.byDefault();

  @Test
  void noPermissionIsWiderThanItHasToBe() {
    Set<String> wide =
        permissions().filter(permission -> permission.contains("*")).collect(toSet());

    assertThat(wide).isEqualTo(WILDCARDS.keySet());
  }

  @Test
  void gatewayMayDoThisAndNothingElse() {
    assertThat(permissionsOf("GatewayServiceTaskRoleDefaultPolicy"))
        .containsExactlyInAnyOrder(
            "iot:DescribeEndpoint *",
            "iot:DescribeThing " + IOT + "thing/*",
            "iot:DescribeCertificate " + IOT + "cert/*",
            "iot:ListThingPrincipals " + IOT + "thing/*",
            "iot:Connect " + IOT + "client/*",
            "iot:Publish " + IOT + "topic/*/in",
            "iot:Publish " + IOT + "topic/*/undelivered",
            "iot:Subscribe " + IOT + "topicfilter/*/out",
            "iot:Receive " + IOT + "topic/*/out",
            "dynamodb:GetItem ${OperatorDataChargePoints.Arn}");
  }

  @Test
  void gatewayThatEndsTlsMayReadItsCertificatesAndNoOtherSecret() {
    Synthesized passthrough = Synthesized.withTlsAtTheGateway();

    List<String> ofTasks =
        permissions(passthrough.named("GatewayServiceTaskRoleDefaultPolicy"))
            .filter(permission -> permission.startsWith("secretsmanager:"))
            .toList();

    assertThat(ofTasks)
        .containsExactlyInAnyOrder(
            "secretsmanager:GetSecretValue "
                + Synthesized.anywhere(Synthesized.secret("certificate-AbCdEf")),
            "secretsmanager:GetSecretValue "
                + Synthesized.anywhere(Synthesized.secret("authorities-AbCdEf")));
    assertThat(permissions(passthrough).filter(p -> p.startsWith("secretsmanager:"))).hasSize(4);
  }

  @Test
  void whatStartsTasksMayReadTheirOneSecret() {
    assertThat(permissionsOf("GatewayServiceExecutionRoleDefaultPolicy"))
        .filteredOn(permission -> permission.startsWith("secretsmanager:"))
        .containsExactlyInAnyOrder(
            "secretsmanager:GetSecretValue ${OperatorDataCredentialPepper}",
            "secretsmanager:DescribeSecret ${OperatorDataCredentialPepper}");
    assertThat(permissions().filter(permission -> permission.startsWith("secretsmanager:")))
        .hasSize(2);
  }

  @Test
  void frameHandlerMayDoThisAndNothingElse() {
    assertThat(permissionsOf("MessageRoutingFrameHandlerRoleDefaultPolicy"))
        .containsExactlyInAnyOrderElementsOf(
            ofAFunction(
                "MessageRoutingFrameHandler",
                "dynamodb:DeleteItem ${OperatorDataProcessedMessages.Arn}",
                "dynamodb:PutItem ${OperatorDataProcessedMessages.Arn}",
                "iot:Publish " + IOT + "topic/*/out",
                "iot:GetThingShadow " + IOT + "thing/*",
                "iot:UpdateThingShadow " + IOT + "thing/*",
                "iot:DescribeEndpoint *"));
  }

  @Test
  void presenceMayReadAndWriteItsTableAndNothingElse() {
    assertThat(permissionsOf("MessageRoutingPresenceHandlerRoleDefaultPolicy"))
        .containsExactlyInAnyOrderElementsOf(
            ofAFunction(
                "MessageRoutingPresenceHandler",
                "dynamodb:GetItem ${OperatorDataPresence.Arn}",
                "dynamodb:PutItem ${OperatorDataPresence.Arn}"));
  }

  @Test
  void functionOfUndeliveredCommandsMayLogAndNothingElse() {
    assertThat(permissionsOf("MessageRoutingUndeliveredHandlerRoleDefaultPolicy"))
        .containsExactlyInAnyOrderElementsOf(ofAFunction("MessageRoutingUndeliveredHandler"));
  }

  /// Its log and its dead letters, and these.
  private static List<String> ofAFunction(String function, String... permissions) {
    return Stream.concat(
            Stream.of(
                "logs:CreateLogStream ${%sLogs.Arn}".formatted(function),
                "logs:PutLogEvents ${%sLogs.Arn}".formatted(function),
                "sqs:GetQueueAttributes ${MessageRoutingDeadLetters.Arn}",
                "sqs:GetQueueUrl ${MessageRoutingDeadLetters.Arn}",
                "sqs:SendMessage ${MessageRoutingDeadLetters.Arn}"),
            Stream.of(permissions))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "MessageRoutingAllFramesErrorAction, sqs:SendMessage ${MessageRoutingDeadLetters.Arn}",
    "MessageRoutingPresenceErrorAction, sqs:SendMessage ${MessageRoutingDeadLetters.Arn}",
    "MessageRoutingUndeliveredErrorAction, sqs:SendMessage ${MessageRoutingDeadLetters.Arn}",
    "MessageRoutingHeartbeatsErrorAction, sqs:SendMessage ${MessageRoutingDeadLetters.Arn}",
    "MessageRoutingHeartbeatsAction, dynamodb:PutItem ${OperatorDataChargePointHeartbeat.Arn}"
  })
  void roleOfARuleMayDoOneThing(String action, String permission) {
    assertThat(permissionsOf(action + "RoleDefaultPolicy")).containsExactly(permission);
  }

  @Test
  void rulesAssumeTheirRolesForThisAccountOnly() {
    List<JsonNode> trusts =
        stack.resources("AWS::IAM::Role").stream()
            .map(role -> role.at("/Properties/AssumeRolePolicyDocument/Statement/0"))
            .filter(trust -> trust.at("/Principal/Service").asString().equals("iot.amazonaws.com"))
            .map(trust -> trust.get("Condition"))
            .toList();

    assertThat(trusts)
        .hasSize(5)
        .allSatisfy(condition -> {
          assertThat(Synthesized.text(condition.at("/StringEquals/aws:SourceAccount")))
              .isEqualTo("${AWS::AccountId}");
          assertThat(Synthesized.text(condition.at("/ArnLike/aws:SourceArn")))
              .isEqualTo(IOT + "rule/*");
        });
  }

  private Stream<String> permissions() {
    return permissions(stack);
  }

  /// Each permission of each role, as action and resource.
  static Stream<String> permissions(Synthesized stack) {
    return stack.resources("AWS::IAM::Policy").stream()
        .flatMap(policy -> permissions(policy.get("Properties")));
  }

  private List<String> permissionsOf(String policy) {
    return permissions(stack.named(policy)).toList();
  }

  /// Each permission as action and resource.
  private static Stream<String> permissions(JsonNode policy) {
    return PolicyStatements.of(policy.get("PolicyDocument")).stream()
        .map(granted -> granted.action() + " " + granted.resource());
  }
}
