package io.ocppgateway.e2e;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A charge point comes to another gateway while its older connection still stands, and the gateway
/// of that hears of it late: as AWS IoT Core has it, with DISCONNECT 0x8E.
@ExtendWith(LocalStackExtension.class)
class TakeoverIT {

  private static final String COMMAND = "[2,\"%s\",\"ClearCache\",{}]";
  private static final String NOTICE = "{\"messageId\":\"%s\",\"reason\":\"DISCONNECTED\"}";
  private static final String CONNECTED = "$aws/events/presence/connected/TAKEN";
  private static final String DISCONNECTED = "$aws/events/presence/disconnected/TAKEN";

  private final Stack stack;

  TakeoverIT(Stack stack) {
    this.stack = stack;
  }

  @Test
  void theNewerConnectionStaysInEitherOrderAndTheOlderOnesCommandIsTold() throws Exception {
    // The second gateway is started as the process of the first one was; where CI is set, it has to
    // be there.
    Assumptions.assumeTrue(
        System.getenv("CI") != null || Files.isDirectory(Path.of("/proc/self")),
        "there is no /proc here");
    try (ExtraGateway one = ExtraGateway.start(stack, "gateway-one");
        ExtraGateway other = ExtraGateway.start(stack, "gateway-other")) {
      takeOver(one, other);
      takeOver(other, one);
    }
  }

  private void takeOver(ExtraGateway from, ExtraGateway to) {
    String inFlight = UUID.randomUUID().toString();
    try (Messages messages = Messages.on(stack, "TAKEN/undelivered", CONNECTED, DISCONNECTED);
        RawChargePoint older = RawChargePoint.connect(from.port(), "TAKEN", V1_6)) {
      older.beat();
      messages.publish("TAKEN/out", COMMAND.formatted(inFlight));
      older.await(inFlight);

      from.freeze();
      try (RawChargePoint newer = RawChargePoint.connect(to.port(), "TAKEN", V1_6)) {
        newer.beat();
        from.thaw();

        assertThat(older.awaitGoodbye().code()).isEqualTo(1000);
        assertThat(messages.await("TAKEN/undelivered", inFlight).payload())
            .isEqualTo(NOTICE.formatted(inFlight));
        newer.beat();
        String next = UUID.randomUUID().toString();
        messages.publish("TAKEN/out", COMMAND.formatted(next));
        newer.await(next);
        newer.send("[3,\"%s\",{\"status\":\"Accepted\"}]".formatted(next));
        newer.beat();
        assertThat(newer.isOpen()).isTrue();
        assertThat(messages.on(CONNECTED)).hasSize(2);
        assertThat(messages.on(DISCONNECTED))
            .singleElement()
            .asString()
            .contains("DUPLICATE_CLIENTID");
      }
      messages.await(DISCONNECTED, "CLIENT_INITIATED_DISCONNECT");
    }
  }
}
