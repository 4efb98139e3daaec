package io.ocppgateway.e2e;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.local.usage.FunctionUsage;
import io.ocppgateway.local.usage.RuleUsage;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What fails behind the gateway ends in the dead letters, and no charge point waits in vain. On a
/// stack of its own, whose tables the tests delete.
class FailureIT {

  private static final JsonMapper JSON = JsonMapper.shared();

  private static Stack stack;

  @BeforeAll
  static void start() {
    stack = Stack.start("failing", 1, List.of("FAILS"));
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  void aCallThatFailsIsAnsweredAndBecomesADeadLetter() {
    String call =
        "[2,\"unlucky\",\"BootNotification\",{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}]";
    try (RawChargePoint chargePoint = RawChargePoint.connect(stack, "FAILS", V1_6)) {
      deleteTable("ProcessedMessages");

      chargePoint.send(call);
      String answer = chargePoint.await("\"unlucky\"");

      JsonNode event = deadLetter("\"unlucky\"").path("requestPayload");
      assertThat(answer).startsWith("[4,\"unlucky\",\"InternalError\",");
      assertThat(event.path("message").toString()).isEqualTo(call);
      assertThat(event.path("chargePointId").asString()).isEqualTo("FAILS");
      assertThat(stack.local().usage().functions())
          .extracting(FunctionUsage::errors)
          .containsExactlyInAnyOrder(1L, 0L, 0L);
      assertThat(chargePoint.isOpen()).isTrue();
    }
  }

  @Test
  void aHeartbeatThatCannotBeRecordedIsAnsweredAndBecomesADeadLetter() {
    try (RawChargePoint chargePoint = RawChargePoint.connect(stack, "FAILS", V1_6)) {
      deleteTable("chargePointHeartbeat");

      chargePoint.send("[2,\"unrecorded\",\"Heartbeat\",{}]");
      String answer = chargePoint.await("\"unrecorded\"");

      // Of the rule's error action, which keeps the frame in Base64.
      JsonNode letter = deadLetter("\"failures\"");
      assertThat(answer).startsWith("[3,\"unrecorded\",");
      assertThat(letter.path("topic").asString()).isEqualTo("FAILS/in");
      assertThat(letter.path("ruleName").asString()).contains("Heartbeats");
      assertThat(stack.local().usage().rules()).extracting(RuleUsage::failures).contains(1L);
    }
  }

  private static void deleteTable(String name) {
    try (DynamoDbClient dynamoDb = stack.dynamoDb()) {
      dynamoDb.deleteTable(request -> request.tableName(stack.table(name)));
    }
  }

  private static JsonNode deadLetter(String text) {
    await().until(() -> stack.local().deadLetters().stream().anyMatch(each -> each.contains(text)));
    return JSON.readTree(
        stack.local().deadLetters().stream()
            .filter(each -> each.contains(text))
            .findFirst()
            .orElseThrow());
  }
}
