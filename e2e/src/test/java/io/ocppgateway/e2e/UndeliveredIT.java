package io.ocppgateway.e2e;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whoever sends a command hears what became of it, whatever the charge point does.
@ExtendWith(LocalStackExtension.class)
class UndeliveredIT {

  private static final String COMMAND = "[2,\"%s\",\"ClearCache\",{}]";
  private static final String DISCONNECTED = "{\"messageId\":\"%s\",\"reason\":\"DISCONNECTED\"}";
  private static final String INVALID = "{\"messageId\":\"%s\",\"reason\":\"INVALID\"}";

  private final Stack stack;
  private final String commandId = UUID.randomUUID().toString();

  UndeliveredIT(Stack stack) {
    this.stack = stack;
  }

  @Test
  void aCommandToAChargePointThatLeavesIsTold() {
    try (Messages messages = Messages.on(stack, "CROSS/undelivered")) {
      try (RawChargePoint chargePoint = RawChargePoint.connect(stack, "CROSS", V1_6)) {
        chargePoint.beat();
        messages.publish("CROSS/out", COMMAND.formatted(commandId));
        chargePoint.await(commandId);
      }

      assertThat(messages.await("CROSS/undelivered", commandId).payload())
          .isEqualTo(DISCONNECTED.formatted(commandId));
    }
  }

  @Test
  void aCommandToAChargePointThatIsTakenOverIsTold() {
    try (Messages messages = Messages.on(stack, "CROSS/undelivered");
        RawChargePoint older = RawChargePoint.connect(stack, "CROSS", V1_6)) {
      older.beat();
      messages.publish("CROSS/out", COMMAND.formatted(commandId));
      older.await(commandId);

      try (RawChargePoint newer = RawChargePoint.connect(stack, "CROSS", V1_6)) {
        newer.beat();

        assertThat(older.awaitGoodbye().code()).isEqualTo(1000);
        assertThat(messages.await("CROSS/undelivered", commandId).payload())
            .isEqualTo(DISCONNECTED.formatted(commandId));
      }
    }
  }

  @Test
  void aCommandThatIsNoFrameIsTold() {
    try (Messages messages = Messages.on(stack, "CROSS/undelivered");
        RawChargePoint chargePoint = RawChargePoint.connect(stack, "CROSS", V1_6)) {
      chargePoint.beat();

      messages.publish("CROSS/out", "[2,\"%s\",\"ClearCache\"]".formatted(commandId));

      assertThat(messages.await("CROSS/undelivered", commandId).payload())
          .isEqualTo(INVALID.formatted(commandId));
    }
  }

  @Test
  void aCommandThatIsNotBroughtToAnAnswerIsALineOfLogThatCanBeCounted() {
    try (Messages messages = Messages.on(stack, "CROSS/undelivered");
        RawChargePoint chargePoint = RawChargePoint.connect(stack, "CROSS", V1_6)) {
      chargePoint.beat();

      messages.publish("CROSS/out", "[2,\"%s\",\"ClearCache\"]".formatted(commandId));

      await()
          .untilAsserted(() ->
              assertThat(lines())
                  .filteredOn(line -> line.contains(commandId))
                  .singleElement()
                  .asString()
                  .contains(
                      "\"chargePointId\":\"CROSS\"",
                      "\"outcome\":\"UNDELIVERED\"",
                      "\"reason\":\"INVALID\""));
    }
  }

  private List<String> lines() {
    return stack.local().usage().functions().stream()
        .filter(function -> function.logicalId().contains("UndeliveredHandler"))
        .map(function -> stack.logs().resolve(function.logicalId() + ".log"))
        .flatMap(log -> Repository.read(log).lines())
        .toList();
  }
}
