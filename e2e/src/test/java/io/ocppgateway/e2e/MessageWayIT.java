package io.ocppgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the walk-through does not show of a message's way.
@ExtendWith(LocalStackExtension.class)
class MessageWayIT {

  private final Stack stack;

  MessageWayIT(Stack stack) {
    this.stack = stack;
  }

  @Test
  void anIdentityWithCharactersThatThingNamesLackGoesAllTheWay() {
    try (Messages messages = Messages.on(stack, "+/in", "+/out");
        Program chargePoint = stack.simulate("DE*ABC*E1")) {
      String boot = chargePoint.awaitLine("\"BootNotification\"");
      chargePoint.awaitLine("\"status\":\"Accepted\"");

      assertThat(boot).startsWith("DE*ABC*E1: send ");
      messages.await("DE:2AABC:2AE1/in", "BootNotification");
      messages.await("DE:2AABC:2AE1/out", "Accepted");
    }
  }

  @Test
  void aRepeatedCallGetsTheAnswerOfTheFirst() {
    String call =
        "[2,\"same\",\"BootNotification\",{\"reason\":\"PowerUp\",\"chargingStation\":{\"model\":\"M\",\"vendorName\":\"V\"}}]";
    try (Messages messages = Messages.on(stack, "REPEAT/out");
        Program chargePoint = stack.wscat("REPEAT", "ocpp2.0.1")) {
      chargePoint.awaitLine("Connected");
      chargePoint.type(call);
      String first = messages.await("REPEAT/out", "\"same\"").payload();
      // A fresh answer would tell another second.
      Instant told = Instant.parse(first.replaceAll(".*\"currentTime\":\"([^\"]+)\".*", "$1"));
      await().until(() -> Instant.now().isAfter(told.plusSeconds(1)));

      chargePoint.type(call);

      await()
          .untilAsserted(() ->
              assertThat(messages.seen())
                  .filteredOn(message -> message.payload().contains("\"same\""))
                  .hasSize(2)
                  .allMatch(message -> message.payload().equals(first)));
    }
  }
}
