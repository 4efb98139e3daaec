package io.ocppgateway.local.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.local.template.TemplateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolesTest {

  private static final Call GET = new Call("dynamodb:GetItem", "arn:table");
  private static final String TRUST =
      "\"AssumeRolePolicyDocument\": {\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Principal\": {\"Service\": \"lambda.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\"}}";
  private static final String DOCUMENT =
      "\"PolicyDocument\": {\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Action\": \"dynamodb:GetItem\", \"Resource\": \"arn:table\"}}";

  private static Role bare(String properties, String others) {
    return TestRoles.of(
        "R",
        "\"R\": {\"Type\": \"AWS::IAM::Role\", \"Properties\": {%s %s}} %s"
            .formatted(TRUST, properties, others));
  }

  private static boolean mayGet(Role role) {
    return role.decide(GET, ResourcePolicies.NONE) instanceof Decision.Allowed;
  }

  @Test
  void aRoleWithoutPoliciesMayDoNothing() {
    assertThat(mayGet(bare("", ""))).isFalse();
  }

  @Test
  void aRoleHasAllPoliciesThatAreAttachedToItInWhicheverWay() {
    String attached =
        ", \"P\": {\"Type\": \"%s\", \"Properties\": {%s, \"Roles\": [{\"Ref\": \"R\"}]}}";
    String managed =
        ", \"P\": {\"Type\": \"AWS::IAM::ManagedPolicy\", \"Properties\": {%s}}"
            .formatted(DOCUMENT);
    String inline = ", \"Policies\": [{\"PolicyName\": \"I\", %s}]".formatted(DOCUMENT);
    String single =
        ", \"P\": {\"Type\": \"AWS::IAM::RolePolicy\", \"Properties\": {%s, \"RoleName\": {\"Ref\": \"R\"}}}"
            .formatted(DOCUMENT);

    assertThat(mayGet(bare(inline, ""))).isTrue();
    assertThat(mayGet(bare("", attached.formatted("AWS::IAM::Policy", DOCUMENT)))).isTrue();
    assertThat(mayGet(bare("", attached.formatted("AWS::IAM::ManagedPolicy", DOCUMENT)))).isTrue();
    assertThat(mayGet(bare(", \"ManagedPolicyArns\": [{\"Ref\": \"P\"}]", managed))).isTrue();
    assertThat(mayGet(bare("", single))).isTrue();
  }

  @Test
  void aPolicyOfAnotherRoleIsNotIts() {
    String others =
        ", \"Q\": {\"Type\": \"AWS::IAM::Role\", \"Properties\": {%s}}, \"P\": {\"Type\": \"AWS::IAM::Policy\", \"Properties\": {%s, \"Roles\": [{\"Ref\": \"Q\"}]}}"
            .formatted(TRUST, DOCUMENT);

    assertThat(mayGet(bare("", others))).isFalse();
  }

  @Test
  void policiesOfAwsAreKnownByTheirArns() {
    Role role =
        bare(
            ", \"ManagedPolicyArns\": [\"arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole\"]",
            "");

    assertThat(role.decide(new Call("sqs:ReceiveMessage", "arn:queue"), ResourcePolicies.NONE))
        .isInstanceOf(Decision.Allowed.class);
    assertThat(role.decide(new Call("sqs:SendMessage", "arn:queue"), ResourcePolicies.NONE))
        .isInstanceOf(Decision.NotAllowed.class);
  }

  @Test
  void aPolicyOfAwsThatIsNotKnownIsRefused() {
    assertThatThrownBy(() ->
            bare(", \"ManagedPolicyArns\": [\"arn:aws:iam::aws:policy/AdministratorAccess\"]", ""))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("R.ManagedPolicyArns[0]: what arn:aws:iam::aws:policy/Admin")
        .hasMessageContaining("service-role/AWSLambdaBasicExecutionRole");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arn:table | arn:${aws:username} | Statement.Resource: policy variables",
        "2012-10-17 | 2008-10-17 | policy version 2008-10-17",
        "Allow | Perhaps | Effect Perhaps; allowed are Allow and Deny",
        "'\"Resource\"' | '\"Condition\": {\"DateLessThan\": {\"aws:CurrentTime\": \"2030\"}}, \"Resource\"' | the condition operator DateLessThan",
        "'\"Resource\"' | '\"Principal\": \"*\", \"Resource\"' | the element Principal",
        "'\"Action\"' | '\"Actions\"' | the element Actions"
      })
  void whatCannotBeHonouredIsRefusedWithItsPosition(String old, String other, String fault) {
    String policies =
        ", \"Policies\": [{\"PolicyName\": \"I\", %s}]".formatted(DOCUMENT.replace(old, other));

    assertThatThrownBy(() -> bare(policies, ""))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("R.Policies[0].PolicyDocument")
        .hasMessageContaining(fault);
  }

  @Test
  void aBoundaryIsRefused() {
    assertThatThrownBy(() -> bare(", \"PermissionsBoundary\": \"arn:aws:iam::aws:policy/X\"", ""))
        .hasMessageContaining("a permissions boundary cannot be honoured here");
  }

  @Test
  void aRoleOfElsewhereCannotBeAssumed() {
    String user =
        "\"User\": {\"Type\": \"T\", \"Properties\": {\"Role\": \"arn:aws:iam::111111111111:role/x\"}}";
    Roles roles = new Roles(TestRoles.template(user));

    assertThatThrownBy(() ->
            roles.get(
                TestRoles.template(user).resource("User").orElseThrow().properties().get("Role")))
        .hasMessageStartingWith("User.Role: no role with the ARN arn:aws:iam::111111111111:role/x");
  }

  @Test
  void onlyWhoTheTrustPolicyNamesAssumesARole() {
    Role role = bare("", "");

    assertThat(role.isAssumableBy("lambda.amazonaws.com")).isTrue();
    assertThat(role.isAssumableBy("iot.amazonaws.com")).isFalse();
  }

  @Test
  void aTrustPolicyMayAskOnWhoseBehalf() {
    Role role =
        TestRoles.trusting(
            """
            {"Effect": "Allow", "Principal": {"Service": "iot.amazonaws.com"},
             "Action": "sts:AssumeRole", "Condition": {
               "StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}},
               "ArnLike": {"aws:SourceArn": "arn:aws:iot:eu-west-1:000000000000:rule/*"}}}
            """);

    assertThat(role.isAssumableBy("iot.amazonaws.com", "arn:aws:iot:eu-west-1:000000000000:rule/R"))
        .isTrue();
    assertThat(role.isAssumableBy("iot.amazonaws.com", "arn:aws:iot:eu-west-1:111111111111:rule/R"))
        .isFalse();
    assertThat(role.isAssumableBy("iot.amazonaws.com")).isFalse();
  }
}
