package io.ocppgateway.e2e;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Commands and a charge point's own CALLs cross without harm: neither direction waits for the
/// other.
@ExtendWith(LocalStackExtension.class)
class CommandIT {

  private static final String IN = "CROSS/in";
  private static final String OUT = "CROSS/out";
  private static final String COMMAND =
      "[2,\"%s\",\"TriggerMessage\",{\"requestedMessage\":\"Heartbeat\"}]";
  private static final String RESULT = "[3,\"%s\",{\"status\":\"Accepted\"}]";

  private final Stack stack;
  private final String callId = UUID.randomUUID().toString();
  private final String commandId = UUID.randomUUID().toString();

  CommandIT(Stack stack) {
    this.stack = stack;
  }

  @Test
  void aCallIsAnsweredWhileACommandIsOpen() {
    try (Messages messages = Messages.on(stack, IN);
        RawChargePoint chargePoint = RawChargePoint.connect(stack, "CROSS", V1_6)) {
      chargePoint.beat();
      messages.publish(OUT, COMMAND.formatted(commandId));
      chargePoint.await(commandId);

      chargePoint.send("[2,\"%s\",\"Heartbeat\",{}]".formatted(callId));
      String answer = chargePoint.await(callId);
      chargePoint.send(RESULT.formatted(commandId));

      assertThat(answer).startsWith("[3,");
      assertThat(messages.await(IN, commandId).payload()).isEqualTo(RESULT.formatted(commandId));
      assertThat(chargePoint.received()).hasSize(3);
    }
  }

  @Test
  void aCommandIsAnsweredWhileACallIsOpen() {
    String call =
        "[2,\"%s\",\"BootNotification\",{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}]"
            .formatted(callId);
    try (Messages messages = Messages.on(stack, IN);
        DynamoDbClient dynamoDb = stack.dynamoDb();
        RawChargePoint chargePoint = RawChargePoint.connect(stack, "CROSS", V1_6)) {
      chargePoint.send(call);
      String first = chargePoint.await(callId);
      // As if it were still being seen to: repeated, it stays open for as long as this stands.
      Map<String, AttributeValue> done = processed(dynamoDb, callId);
      putUnanswered(dynamoDb, done.get("messageKey"));
      chargePoint.send(call);
      await().until(() -> isInProgress(callId));

      messages.publish(OUT, COMMAND.formatted(commandId));
      chargePoint.await(commandId);
      chargePoint.send(RESULT.formatted(commandId));
      messages.await(IN, commandId);
      int beforeTheAnswer = chargePoint.received().size();
      dynamoDb.putItem(request -> request.tableName(processedMessages()).item(done));
      chargePoint.send(call);
      await().until(() -> chargePoint.received().size() == 3);

      assertThat(beforeTheAnswer).isEqualTo(2);
      assertThat(chargePoint.received())
          .containsExactly(first, COMMAND.formatted(commandId), first);
    }
  }

  /// Whether the function has said that it leaves a repetition to the first one.
  private boolean isInProgress(String messageId) {
    return stack.local().usage().functions().stream()
        .map(function -> stack.logs().resolve(function.logicalId() + ".log"))
        .flatMap(log -> Repository.read(log).lines())
        .anyMatch(line -> line.contains(messageId) && line.contains("IN_PROGRESS"));
  }

  private Map<String, AttributeValue> processed(DynamoDbClient dynamoDb, String messageId) {
    return dynamoDb
        .scan(request ->
            request
                .tableName(processedMessages())
                .filterExpression("contains(messageKey, :id)")
                .expressionAttributeValues(Map.of(":id", AttributeValue.fromS(messageId))))
        .items()
        .getFirst();
  }

  private void putUnanswered(DynamoDbClient dynamoDb, AttributeValue key) {
    String later = Long.toString(Instant.now().plusSeconds(60).getEpochSecond());
    dynamoDb.putItem(request ->
        request
            .tableName(processedMessages())
            .item(Map.of("messageKey", key, "expiresAt", AttributeValue.fromN(later))));
  }

  private String processedMessages() {
    return stack.table("ProcessedMessages");
  }
}
