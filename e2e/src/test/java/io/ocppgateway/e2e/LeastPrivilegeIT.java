package io.ocppgateway.e2e;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.local.aws.AccessControl.Refused;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The template's policies hold here: with them all is allowed that has to be, and without one
/// permission the call that needs it fails.
@ExtendWith(LocalStackExtension.class)
class LeastPrivilegeIT {

  private static final String FUNCTION = "MessageRoutingFrameHandlerRole";
  private static final String HEARTBEATS = "MessageRoutingHeartbeatsActionRole";
  private static final String PRESENCE = "MessageRoutingPresenceHandlerRole";
  private static final String DENY_ALL =
      """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}]}
      """;
  private static final String BOOT =
      "[2,\"boot\",\"BootNotification\",{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}]";

  private static Stack without(String role, String action) {
    return start(
        "without-" + action.replace(':', '-'),
        EditedTemplate.withoutAction(role + "DefaultPolicy", action));
  }

  private static Stack start(String name, EditedTemplate template) {
    return Stack.start(name, 1, List.of("REFUSED"), Map.of(), template);
  }

  private static void assertOnlyRefusal(Stack stack, String role, String action) {
    await().until(() -> !stack.local().refusals().isEmpty());
    assertThat(stack.local().refusals())
        .singleElement()
        .satisfies(refused -> {
          assertThat(refused.role()).contains(role);
          assertThat(refused.action()).isEqualTo(action);
        });
  }

  @Test
  void theTemplateAllowsAllThatAChargePointAndItsOperatorCause(Stack stack) {
    stack.local().things().create("ALLOWED", Map.of());
    try (RawChargePoint chargePoint = RawChargePoint.connect(stack, "ALLOWED", V1_6);
        Messages messages = Messages.on(stack, "ALLOWED/+")) {
      chargePoint.send(BOOT);
      chargePoint.await("[3,\"boot\"");
      chargePoint.beat();

      messages.publish("ALLOWED/out", "no frame", V1_6);
      messages.await("ALLOWED/undelivered", "INVALID");
    }

    assertThat(stack.local().refusals()).extracting(Refused::action).isEmpty();
  }

  @Test
  void aFunctionThatMayNotPublishAnswersNobodyAndItsEventsAreDeadLetters() {
    try (Stack stack = without(FUNCTION, "iot:Publish");
        RawChargePoint chargePoint = RawChargePoint.connect(stack, "REFUSED", V1_6)) {

      chargePoint.send(BOOT);

      await().until(() -> stack.local().deadLetters().stream().anyMatch(it -> it.contains("boot")));
      assertThat(chargePoint.received()).isEmpty();
      assertOnlyRefusal(stack, FUNCTION, "iot:Publish");
    }
  }

  @Test
  void aRuleThatMayNotWriteLeavesADeadLetterThatSaysSo() {
    try (Stack stack = without(HEARTBEATS, "dynamodb:PutItem");
        RawChargePoint chargePoint = RawChargePoint.connect(stack, "REFUSED", V1_6)) {

      chargePoint.beat();

      await()
          .until(() ->
              stack.local().deadLetters().stream()
                  .anyMatch(it -> it.contains("is not authorized to perform: dynamodb:PutItem")));
      assertOnlyRefusal(stack, HEARTBEATS, "dynamodb:PutItem");
    }
  }

  @Test
  void aFunctionThatLetsNoRuleInLeavesDeadLetters() {
    EditedTemplate template =
        EditedTemplate.changed(
            "AWS::Lambda::Permission",
            "MessageRoutingFrameHandler",
            "/SourceAccount",
            "\"111111111111\"");
    try (Stack stack = start("of-another-account", template);
        RawChargePoint chargePoint = RawChargePoint.connect(stack, "REFUSED", V1_6)) {

      chargePoint.send(BOOT);

      await()
          .until(() ->
              stack.local().deadLetters().stream()
                  .anyMatch(it -> it.contains("iot.amazonaws.com may not invoke")));
      assertThat(chargePoint.received()).isEmpty();
    }
  }

  @Test
  void aRoleThatTrustsOnlyRulesOfAnotherAccountIsNotAssumed() {
    EditedTemplate template =
        EditedTemplate.changed(
            "AWS::IAM::Role",
            HEARTBEATS,
            "/AssumeRolePolicyDocument/Statement/0/Condition/StringEquals",
            "{\"aws:SourceAccount\": \"111111111111\"}");
    try (Stack stack = start("trusting-another", template);
        RawChargePoint chargePoint = RawChargePoint.connect(stack, "REFUSED", V1_6)) {

      chargePoint.beat();

      await()
          .until(() ->
              stack.local().deadLetters().stream()
                  .anyMatch(it -> it.contains("iot.amazonaws.com may not assume")));
    }
  }

  @Test
  void aQueueThatDeniesTheFunctionGetsNoDeadLetter() {
    EditedTemplate template =
        EditedTemplate.changed(
            "AWS::SQS::QueuePolicy", "MessageRoutingDeadLetters", "/PolicyDocument", DENY_ALL);
    EditedTemplate failing =
        EditedTemplate.withoutAction(FUNCTION + "DefaultPolicy", "iot:Publish");
    try (Stack stack =
            Stack.start(
                "denied-by-queue",
                1,
                List.of("REFUSED"),
                Map.of(),
                assembly -> failing.apply(template.apply(assembly)));
        RawChargePoint chargePoint = RawChargePoint.connect(stack, "REFUSED", V1_6)) {

      chargePoint.send(BOOT);

      await()
          .until(() ->
              stack.local().refusals().stream()
                  .map(Refused::action)
                  .anyMatch("sqs:SendMessage"::equals));
      assertThat(stack.local().deadLetters()).isEmpty();
    }
  }

  @Test
  void presenceThatMayNotWriteLeavesADeadLetterAndHoldsNobodyUp() {
    try (Stack stack = without(PRESENCE, "dynamodb:PutItem");
        RawChargePoint chargePoint = RawChargePoint.connect(stack, "REFUSED", V1_6)) {

      chargePoint.beat();

      await()
          .until(() ->
              stack.local().deadLetters().stream()
                  .anyMatch(it -> it.contains("connected") && it.contains("sessionIdentifier")));
      assertOnlyRefusal(stack, PRESENCE, "dynamodb:PutItem");
    }
  }
}
