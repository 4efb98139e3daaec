package io.ocppgateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.local.usage.FunctionUsage;
import io.ocppgateway.local.usage.RuleUsage;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.frame.Decoded;
import io.ocppgateway.ocpp.frame.Frame;
import io.ocppgateway.ocpp.frame.FrameCodec;
import io.ocppgateway.ocpp.schema.Direction;
import io.ocppgateway.ocpp.schema.Schemas;
import io.ocppgateway.ocpp.schema.Validation;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/// What a charge point says from its start, in each version, and what it is answered.
@ExtendWith(LocalStackExtension.class)
class ConversationIT {

  private static final Schemas SCHEMAS = new Schemas();

  private final Stack stack;

  ConversationIT(Stack stack) {
    this.stack = stack;
  }

  @ParameterizedTest
  @EnumSource
  void everyAnswerConformsToItsSchema(OcppVersion version) {
    try (RawChargePoint chargePoint = connect(version)) {
      Frame boot = ask(chargePoint, version, "BootNotification", boot(version));
      Frame status = ask(chargePoint, version, "StatusNotification", status(version));
      Frame heartbeat = ask(chargePoint, version, "Heartbeat", "{}");
      Frame nullPayload = ask(chargePoint, version, "Heartbeat", "null");

      ObjectNode accepted = result(boot, version, "BootNotification");
      assertThat(accepted.path("status").asString()).isEqualTo("Accepted");
      assertThat(accepted.path("interval").asInt()).isEqualTo(10);
      assertThat(accepted.path("currentTime").asString()).endsWith("Z");
      result(status, version, "StatusNotification");
      assertThat(result(heartbeat, version, "Heartbeat").path("currentTime").asString())
          .endsWith("Z");
      result(nullPayload, version, "Heartbeat");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownActionIsNotImplemented(OcppVersion version) {
    try (RawChargePoint chargePoint = connect(version)) {
      Frame answer = ask(chargePoint, version, "MakeCoffee", "{}");

      assertThat(answer)
          .isInstanceOfSatisfying(
              Frame.CallError.class,
              error -> assertThat(error.errorCode()).isEqualTo("NotImplemented"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsAnsweredHasFailedNowhereOnItsWay(OcppVersion version) {
    List<Long> actionsBefore = rulesOfConversations().map(RuleUsage::actions).toList();
    try (RawChargePoint chargePoint = connect(version)) {

      ask(chargePoint, version, "BootNotification", boot(version));
      ask(chargePoint, version, "Heartbeat", "{}");

      // The rules have acted, so that the zeros below are of something.
      await()
          .untilAsserted(() ->
              assertThat(rulesOfConversations())
                  .zipSatisfy(
                      actionsBefore,
                      (rule, before) ->
                          assertThat(rule.actions()).as(rule.name()).isGreaterThan(before)));
      assertThat(stack.local().usage().rules()).extracting(RuleUsage::failures).containsOnly(0L);
      assertThat(stack.local().usage().functions())
          .extracting(FunctionUsage::errors)
          .containsOnly(0L);
      assertThat(stack.local().deadLetters()).isEmpty();
    }
  }

  /// All but the one of commands that could not be delivered.
  private Stream<RuleUsage> rulesOfConversations() {
    return stack.local().usage().rules().stream()
        .filter(rule -> !rule.name().contains("Undelivered"));
  }

  private RawChargePoint connect(OcppVersion version) {
    return RawChargePoint.connect(stack, "TALK-" + version, version);
  }

  private static Frame ask(
      RawChargePoint chargePoint, OcppVersion version, String action, String payload) {
    String id = UUID.randomUUID().toString();
    chargePoint.send("[2,\"%s\",\"%s\",%s]".formatted(id, action, payload));
    String answer = chargePoint.await(id);
    return switch (FrameCodec.decode(answer.getBytes(UTF_8), version)) {
      case Decoded.Valid<Frame>(Frame frame) -> frame;
      case Decoded.Invalid<Frame> invalid ->
          throw new AssertionError(answer + " is no frame: " + invalid.detail());
    };
  }

  private static ObjectNode result(Frame answer, OcppVersion version, String action) {
    assertThat(answer).isInstanceOf(Frame.CallResult.class);
    ObjectNode payload = ((Frame.CallResult) answer).payload();
    assertThat(SCHEMAS.validate(version, action, Direction.RESPONSE, payload))
        .isEqualTo(new Validation.Valid());
    return payload;
  }

  private static String boot(OcppVersion version) {
    return switch (version) {
      case V1_6 -> "{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}";
      case V2_0_1, V2_1 ->
          "{\"reason\":\"PowerUp\",\"chargingStation\":{\"model\":\"M\",\"vendorName\":\"V\"}}";
    };
  }

  private static String status(OcppVersion version) {
    return switch (version) {
      case V1_6 -> "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\"}";
      case V2_0_1, V2_1 ->
          "{\"timestamp\":\"2026-01-31T11:00:00Z\",\"connectorStatus\":\"Available\",\"evseId\":1,\"connectorId\":1}";
    };
  }
}
