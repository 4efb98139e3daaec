package io.ocppgateway.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.local.aws.AccessControl;
import io.ocppgateway.local.aws.AwsFault;
import io.ocppgateway.local.firehose.DeliveryStreams;
import io.ocppgateway.local.iam.FunctionPermissions;
import io.ocppgateway.local.iam.Role;
import io.ocppgateway.local.iam.TestRoles;
import io.ocppgateway.local.rules.Actor;
import io.ocppgateway.local.sqs.Queues;
import io.ocppgateway.local.template.Template;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateTargetsTest {

  private static final String RULE = "arn:aws:iot:eu-west-1:000000000000:rule/S_Rule";
  private static final String QUEUE = "http://127.0.0.1:1/000000000000/S-Dead";
  private static final String MAY_SEND =
      "{\"Effect\": \"Allow\", \"Action\": \"sqs:SendMessage\", \"Resource\": \"arn:aws:sqs:eu-west-1:000000000000:S-Dead\"}";

  private static final String MAY_DELIVER =
      "{\"Effect\": \"Allow\", \"Action\": \"firehose:PutRecord\", \"Resource\": \"arn:aws:firehose:eu-west-1:000000000000:deliverystream/lake\"}";

  @TempDir private static Path directory;

  private final Template template =
      TestRoles.template(
          """
          "Dead": {"Type": "AWS::SQS::Queue", "Properties": {}},
          "Lake": {"Type": "AWS::KinesisFirehose::DeliveryStream",
                   "Properties": {"DeliveryStreamName": "lake"}}
          """);
  private final Queues queues = Queues.of(template, TestRoles.SURROUNDINGS, Clock.systemUTC());

  /// Without what these tests do not reach.
  private final TemplateTargets targets =
      new TemplateTargets(
          null,
          FunctionPermissions.of(template, TestRoles.SURROUNDINGS),
          queues,
          DeliveryStreams.of(template, TestRoles.SURROUNDINGS, directory),
          null,
          null,
          new AccessControl());

  private void send(Role role) {
    targets.send(new Actor(RULE, role), QUEUE, "letter");
  }

  @Test
  void aRuleSendsWhatItsRoleAllows() {
    send(TestRoles.role("R", MAY_SEND));

    assertThat(queues.bodies("S-Dead")).containsExactly("letter");
  }

  @Test
  void aRuleSendsNothingThatItsRoleDoesNotAllow() {
    Role other = TestRoles.role("R", MAY_SEND.replace("S-Dead", "S-Other"));

    assertThatThrownBy(() -> send(other))
        .isInstanceOf(AwsFault.class)
        .hasMessageContaining(
            "assumed-role/R/S_Rule is not authorized to perform: sqs:SendMessage");
    assertThat(queues.bodies("S-Dead")).isEmpty();
  }

  @Test
  void aRuleDeliversWhatItsRoleAllowsOneRecordAfterTheOther() {
    Actor rule = new Actor(RULE, TestRoles.role("R", MAY_DELIVER));

    targets.deliver(rule, "lake", "one\n".getBytes(UTF_8));
    targets.deliver(rule, "lake", "two\n".getBytes(UTF_8));

    assertThat(directory.resolve("lake.records")).hasContent("one\ntwo\n");
  }

  @Test
  void aRuleDeliversNothingThatItsRoleDoesNotAllow() {
    Actor rule = new Actor(RULE, TestRoles.role("R", MAY_SEND));

    assertThatThrownBy(() -> targets.deliver(rule, "lake", "one\n".getBytes(UTF_8)))
        .hasMessageContaining("is not authorized to perform: firehose:PutRecord");
    assertThat(directory.resolve("lake.records")).isEmptyFile();
  }

  @Test
  void aRuleActsInNoRoleThatDoesNotLetItIn() {
    Role forAnother =
        TestRoles.trusting(
            "{\"Effect\": \"Allow\", \"Principal\": {\"Service\": \"iot.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\", \"Condition\": {\"ArnLike\": {\"aws:SourceArn\": \"%s2\"}}}"
                .formatted(RULE));

    assertThatThrownBy(() -> send(forAnother))
        .isInstanceOf(AwsFault.class)
        .hasMessageContaining("may not assume Role[Trusting] on behalf of " + RULE);
    assertThat(queues.bodies("S-Dead")).isEmpty();
  }

  @Test
  void aRuleInvokesNoFunctionThatDoesNotPermitIt() {
    assertThatThrownBy(() -> targets.invoke(RULE, "arn:fn", new byte[0]))
        .isInstanceOf(AwsFault.class)
        .hasMessageContaining("iot.amazonaws.com may not invoke arn:fn on behalf of " + RULE);
  }
}
