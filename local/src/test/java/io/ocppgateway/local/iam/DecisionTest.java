package io.ocppgateway.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecisionTest {

  private static final String TABLE = "arn:aws:dynamodb:eu-west-1:000000000000:table/Items";
  private static final Call GET = new Call("dynamodb:GetItem", TABLE);

  private static Decision decide(String statements, Call call) {
    return TestRoles.role("R", statements).decide(call, ResourcePolicies.NONE);
  }

  private static boolean allows(String statements, Call call) {
    return decide(statements, call) instanceof Decision.Allowed;
  }

  private static String statement(String effect, String what) {
    return "{\"Effect\": \"%s\", %s}".formatted(effect, what);
  }

  private static String allow(String action, String resource) {
    return statement(
        "Allow", "\"Action\": \"%s\", \"Resource\": \"%s\"".formatted(action, resource));
  }

  @Test
  void whatNoStatementAllowsIsNotAllowed() {
    assertThat(decide(allow("dynamodb:PutItem", TABLE), GET))
        .isInstanceOf(Decision.NotAllowed.class);
    assertThat(decide(allow("dynamodb:GetItem", TABLE + "2"), GET))
        .isInstanceOf(Decision.NotAllowed.class);
  }

  @Test
  void oneStatementThatAllowsIsEnough() {
    String statements = allow("dynamodb:PutItem", TABLE) + "," + allow("dynamodb:GetItem", TABLE);

    assertThat(allows(statements, GET)).isTrue();
  }

  @Test
  void aStatementThatDeniesBeatsAllThatAllowWhereverItStands() {
    String deny =
        statement("Deny", "\"Action\": \"dynamodb:Get*\", \"Resource\": \"" + TABLE + "\"");

    assertThat(decide(deny + "," + TestRoles.ALL, GET)).isInstanceOf(Decision.Denied.class);
    assertThat(decide(TestRoles.ALL + "," + deny, GET))
        .isInstanceOfSatisfying(
            Decision.Denied.class,
            denied ->
                assertThat(denied.by().position())
                    .isEqualTo("R.Policies[0].PolicyDocument.Statement[1]"));
  }

  @Test
  void actionsAreComparedInAnyCaseAndResourcesInTheirs() {
    assertThat(allows(allow("DynamoDB:getitem", TABLE), GET)).isTrue();
    assertThat(allows(allow("dynamodb:GetItem", TABLE.replace("Items", "items")), GET)).isFalse();
  }

  @Test
  void actionsAndResourcesMayBeLists() {
    String statement =
        statement(
            "Allow",
            "\"Action\": [\"dynamodb:PutItem\", \"dynamodb:GetItem\"], \"Resource\": [\"arn:other\", \"%s\"]"
                .formatted(TABLE));

    assertThat(allows(statement, GET)).isTrue();
  }

  @Test
  void notActionIsEverythingElse() {
    String allButWriting =
        statement("Allow", "\"NotAction\": \"dynamodb:Put*\", \"Resource\": \"*\"");

    assertThat(allows(allButWriting, GET)).isTrue();
    assertThat(allows(allButWriting, new Call("dynamodb:PutItem", TABLE))).isFalse();
  }

  @Test
  void notResourceIsEverythingElse() {
    String allButTheTable =
        statement("Allow", "\"Action\": \"*\", \"NotResource\": \"%s\"".formatted(TABLE));

    assertThat(allows(allButTheTable, GET)).isFalse();
    assertThat(allows(allButTheTable, new Call("dynamodb:GetItem", TABLE + "2"))).isTrue();
  }

  @Test
  void anActionThatKnowsNoResourcesIsAllowedForAllOrNot() {
    Call describe = Call.of("iot:DescribeEndpoint");

    assertThat(allows(allow("iot:DescribeEndpoint", "*"), describe)).isTrue();
    assertThat(
            allows(
                allow("iot:DescribeEndpoint", "arn:aws:iot:eu-west-1:000000000000:endpoint/x"),
                describe))
        .isFalse();
  }

  @Test
  void aStatementWhoseConditionDoesNotHoldSaysNothing() {
    String onlyAnother =
        statement(
            "Allow",
            "\"Action\": \"*\", \"Resource\": \"*\", \"Condition\": {\"StringEquals\": {\"aws:PrincipalAccount\": \"111111111111\"}}");
    String onlyThis = onlyAnother.replace("111111111111", "000000000000");

    assertThat(decide(onlyAnother, GET)).isInstanceOf(Decision.NotAllowed.class);
    assertThat(allows(onlyThis, GET)).isTrue();
  }
}
