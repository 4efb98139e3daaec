package io.ocppgateway.local.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.local.template.TemplateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionPermissionsTest {

  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:000000000000:function:S-Fn";
  private static final String RULE = "arn:aws:iot:eu-west-1:000000000000:rule/S_Rule";
  private static final String IOT = "iot.amazonaws.com";

  private static FunctionPermissions permission(String more) {
    return FunctionPermissions.of(
        TestRoles.template(
            """
            "Permission": {"Type": "AWS::Lambda::Permission", "Properties": {
              "FunctionName": "%s:live", "Action": "lambda:InvokeFunction",
              "Principal": "iot.amazonaws.com" %s}}
            """
                .formatted(FUNCTION, more)),
        TestRoles.SURROUNDINGS);
  }

  @ParameterizedTest
  @CsvSource({
    "iot.amazonaws.com, :live, rule/S_Rule, true",
    "s3.amazonaws.com, :live, rule/S_Rule, false",
    "iot.amazonaws.com, :live, rule/S_Other, false",
    "iot.amazonaws.com, :other, rule/S_Rule, false",
    "iot.amazonaws.com, '', rule/S_Rule, false"
  })
  void onlyTheNamedRuleInvokesTheNamedAlias(
      String service, String alias, String rule, boolean expected) {
    FunctionPermissions permissions =
        permission(", \"SourceArn\": \"%s\", \"SourceAccount\": \"000000000000\"".formatted(RULE));

    boolean allowed =
        permissions.allow(FUNCTION + alias, service, "arn:aws:iot:eu-west-1:000000000000:" + rule);

    assertThat(allowed).isEqualTo(expected);
  }

  @Test
  void anotherAccountIsNotThisOne() {
    FunctionPermissions permissions = permission(", \"SourceAccount\": \"111111111111\"");

    assertThat(permissions.allow(FUNCTION + ":live", IOT, RULE)).isFalse();
  }

  @Test
  void withoutAPermissionNobodyInvokes() {
    FunctionPermissions none =
        FunctionPermissions.of(TestRoles.template(TestRoles.ANY), TestRoles.SURROUNDINGS);

    assertThat(none.allow(FUNCTION, IOT, RULE)).isFalse();
  }

  @Test
  void whatCannotBeHonouredIsRefused() {
    assertThatThrownBy(() -> permission(", \"PrincipalOrgID\": \"o-1\""))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "Permission.PrincipalOrgID: PrincipalOrgID of a function's permission is not known here");
  }
}
