package io.ocppgateway.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.local.iam.Call;
import io.ocppgateway.local.iam.ResourcePolicies;
import io.ocppgateway.local.iam.TestRoles;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessControlTest {

  private static final Call GET = new Call("dynamodb:GetItem", "arn:table");
  private static final Call PUT = new Call("dynamodb:PutItem", "arn:table");
  private static final String MAY_GET =
      "{\"Effect\": \"Allow\", \"Action\": \"dynamodb:GetItem\", \"Resource\": \"arn:table\"}";

  private final AccessControl access = new AccessControl();
  private final Principal reader = TestRoles.session("Reader", MAY_GET);

  @Test
  void aRoleMayDoWhatItsPoliciesAllow() {
    assertThat(access.allows(reader, GET)).isTrue();
    assertThat(access.refusals()).isEmpty();
  }

  @Test
  void whatNoPolicyAllowsIsRefusedInTheWordsOfAws() {
    assertThat(access.refusal(reader, PUT))
        .hasValue(
            "User: arn:aws:sts::000000000000:assumed-role/ReaderRole/Reader is not authorized to perform: dynamodb:PutItem on resource: arn:table because no identity-based policy allows the dynamodb:PutItem action");
    assertThat(access.refusals())
        .containsExactly(new AccessControl.Refused("ReaderRole", "dynamodb:PutItem"));
  }

  @Test
  void whatAPolicyDeniesIsRefusedInOtherWords() {
    Principal barred =
        TestRoles.session("Barred", TestRoles.ALL + "," + TestRoles.ALL.replace("Allow", "Deny"));

    assertThat(access.refusal(barred, GET).orElseThrow())
        .endsWith("on resource: arn:table with an explicit deny in an identity-based policy");
  }

  @Test
  void whatAResourcesPolicyDeniesIsRefusedInYetOtherWords() {
    access.honour(
        ResourcePolicies.of(
            TestRoles.template(
                """
                "Dead": {"Type": "AWS::SQS::Queue", "Properties": {}},
                "Policy": {"Type": "AWS::SQS::QueuePolicy", "Properties": {
                  "Queues": [{"Ref": "Dead"}], "PolicyDocument": {"Version": "2012-10-17",
                    "Statement": {"Effect": "Deny", "Principal": "*", "Action": "sqs:*",
                      "Resource": "*"}}}}
                """),
            TestRoles.SURROUNDINGS));

    Optional<String> refusal =
        access.refusal(
            TestRoles.anybody("Any"),
            new Call("sqs:SendMessage", "arn:aws:sqs:eu-west-1:000000000000:S-Dead"));

    assertThat(refusal.orElseThrow()).endsWith("with an explicit deny in a resource-based policy");
  }

  @Test
  void ofSeveralCallsEachMustBeAllowed() {
    assertThat(access.refusal(reader, List.of(GET, GET))).isEmpty();
    assertThat(access.refusal(reader, List.of(GET, PUT))).isPresent();
  }

  @Test
  void whatIsRequiredAndNotAllowedIsAFault() {
    assertThatThrownBy(() -> access.require(reader, PUT))
        .isInstanceOfSatisfying(
            AwsFault.class, fault -> assertThat(fault.type()).isEqualTo("AccessDeniedException"));
  }

  @Test
  void theOperatorAndAwsItselfMayDoEverything() {
    assertThat(
            List.of(Principal.OPERATOR, Principal.ANONYMOUS, Principal.Service.IOT).stream()
                .map(principal -> access.allows(principal, PUT)))
        .containsOnly(true);
  }
}
