package io.ocppgateway.local.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the policies of queues, tables and secrets add to those of roles, and take from them.
class ResourcePoliciesTest {

  private static final String QUEUE = "arn:aws:sqs:eu-west-1:000000000000:S-Dead";
  private static final String TABLE = "arn:aws:dynamodb:eu-west-1:000000000000:table/S-Items";
  private static final String SECRET =
      "arn:aws:secretsmanager:eu-west-1:000000000000:secret:S-Pepper-000000";
  private static final String NOTHING =
      "{\"Effect\": \"Allow\", \"Action\": \"none:None\", \"Resource\": \"*\"}";

  private static String queuePolicy(String effect, String principal, String more) {
    return """
    "Dead": {"Type": "AWS::SQS::Queue", "Properties": {}},
    "Policy": {"Type": "AWS::SQS::QueuePolicy", "Properties": {"Queues": [{"Ref": "Dead"}],
      "PolicyDocument": {"Version": "2012-10-17", "Statement": {"Effect": "%s",
        "Principal": %s, "Action": "sqs:*", "Resource": {"Fn::GetAtt": ["Dead", "Arn"]} %s}}}}
    """
        .formatted(effect, principal, more);
  }

  private static boolean allowed(String resources, String ofRole, String action, String resource) {
    return TestRoles.role("R", ofRole)
            .decide(
                new Call(action, resource),
                ResourcePolicies.of(TestRoles.template(resources), TestRoles.SURROUNDINGS))
        instanceof Decision.Allowed;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "*"                                             | true
          {"AWS": "*"}                                    | true
          {"AWS": "arn:aws:iam::000000000000:role/R"}     | true
          {"AWS": "arn:aws:iam::000000000000:role/Other"} | false
          {"AWS": "arn:aws:iam::000000000000:root"}       | false
          {"AWS": "000000000000"}                         | false
          {"Service": "sns.amazonaws.com"}                | false
          """)
  void aQueuesPolicyAllowsWhomItNames(String principal, boolean expected) {
    String policy = queuePolicy("Allow", principal, "");

    assertThat(allowed(policy, NOTHING, "sqs:SendMessage", QUEUE)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "*"                                             | false
          {"AWS": "arn:aws:iam::000000000000:role/R"}     | false
          {"AWS": "arn:aws:iam::000000000000:root"}       | false
          {"AWS": "arn:aws:iam::000000000000:role/Other"} | true
          """)
  void aQueuesPolicyDeniesWhomItNamesWhateverTheirRoleAllows(String principal, boolean expected) {
    String policy = queuePolicy("Deny", principal, "");

    assertThat(allowed(policy, TestRoles.ALL, "sqs:SendMessage", QUEUE)).isEqualTo(expected);
  }

  @Test
  void conditionsOfAResourcesPolicyHold() {
    String withoutTls = ", \"Condition\": {\"Bool\": {\"aws:SecureTransport\": \"false\"}}";
    String ofOthers =
        ", \"Condition\": {\"StringNotEquals\": {\"aws:PrincipalAccount\": \"000000000000\"}}";
    String ofUs = ofOthers.replace("NotEquals", "Equals");

    assertThat(
            allowed(
                queuePolicy("Deny", "\"*\"", withoutTls), TestRoles.ALL, "sqs:SendMessage", QUEUE))
        .isTrue();
    assertThat(
            allowed(
                queuePolicy("Deny", "\"*\"", ofOthers), TestRoles.ALL, "sqs:SendMessage", QUEUE))
        .isTrue();
    assertThat(allowed(queuePolicy("Deny", "\"*\"", ofUs), TestRoles.ALL, "sqs:SendMessage", QUEUE))
        .isFalse();
  }

  @Test
  void aPolicySpeaksOfItsOwnResourceOnly() {
    String policy = queuePolicy("Deny", "\"*\"", "");

    assertThat(allowed(policy, TestRoles.ALL, "sqs:SendMessage", QUEUE + "2")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"AWS::DynamoDB::Table | %s", "AWS::DynamoDB::GlobalTable | \"Replicas\": [{%s}]"})
  void aTablesPolicyHoldsForItsIndexesToo(String type, String properties) {
    String policy =
        """
        "ResourcePolicy": {"PolicyDocument": {"Version": "2012-10-17", "Statement": [{
          "Effect": "Deny", "Principal": "*", "Action": "dynamodb:Query", "Resource": "*"}]}}
        """;
    String table =
        "\"Items\": {\"Type\": \"%s\", \"Properties\": {%s}}"
            .formatted(type, properties.formatted(policy));

    assertThat(allowed(table, TestRoles.ALL, "dynamodb:Query", TABLE)).isFalse();
    assertThat(allowed(table, TestRoles.ALL, "dynamodb:Query", TABLE + "/index/ByName")).isFalse();
    assertThat(allowed(table, TestRoles.ALL, "dynamodb:GetItem", TABLE)).isTrue();
  }

  @Test
  void aSecretsPolicyHolds() {
    String policy =
        """
        "Pepper": {"Type": "AWS::SecretsManager::Secret", "Properties": {}},
        "Policy": {"Type": "AWS::SecretsManager::ResourcePolicy", "Properties": {
          "SecretId": {"Ref": "Pepper"}, "ResourcePolicy": {"Version": "2012-10-17", "Statement": {
            "Effect": "Deny", "Principal": "*", "Action": "secretsmanager:GetSecretValue",
            "Resource": "*"}}}}
        """;

    assertThat(allowed(policy, TestRoles.ALL, "secretsmanager:GetSecretValue", SECRET)).isFalse();
    assertThat(allowed(policy, TestRoles.ALL, "secretsmanager:DescribeSecret", SECRET)).isTrue();
  }

  @Test
  void whatCannotBeHonouredIsRefusedWithItsPosition() {
    String policy = queuePolicy("Allow", "\"*\"", "").replace("\"Principal\"", "\"NotPrincipal\"");

    assertThatThrownBy(
            () -> ResourcePolicies.of(TestRoles.template(policy), TestRoles.SURROUNDINGS))
        .hasMessageStartingWith("Policy.PolicyDocument.Statement")
        .hasMessageContaining("NotPrincipal");
  }
}
