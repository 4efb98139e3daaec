package io.ocppgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A charge point by others, which holds every message against the OCPP schemas, finds nothing
/// wrong.
@ExtendWith(LocalStackExtension.class)
class IndependentChargePointIT {

  private final Stack stack;

  IndependentChargePointIT(Stack stack) {
    this.stack = stack;
  }

  @ParameterizedTest
  @CsvSource({"RPC16, ocpp1.6", "RPC201, ocpp2.0.1"})
  void isAnsweredValidlyInStrictMode(String identity, String subprotocol) {
    try (Program chargePoint = stack.ocppRpc(identity, subprotocol)) {
      assertThat(chargePoint.awaitExit()).as(() -> chargePoint.lines().toString()).isZero();

      assertThat(chargePoint.awaitLine("\"connected\"")).contains(subprotocol);
      assertThat(chargePoint.awaitLine("\"BootNotification\""))
          .contains("Accepted", "\"interval\":10");
      assertThat(chargePoint.awaitLine("\"StatusNotification\"")).contains("\"answer\":{}");
      assertThat(chargePoint.awaitLine("\"Heartbeat\"")).contains("currentTime");
      assertThat(chargePoint.awaitLine("\"DataTransfer\"")).contains("NotImplemented");
    }
  }
}
