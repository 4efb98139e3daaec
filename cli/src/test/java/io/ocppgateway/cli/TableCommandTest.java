package io.ocppgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableCommandTest {

  private static final String CHARGE_POINTS =
      "AwsOcppGatewayStack-OperatorDataChargePoints8D51A3C1-1A2B3C";
  private static final List<String> TABLES =
      List.of(CHARGE_POINTS, "chargePointHeartbeat", "chargePointHeartbeatArchive");

  @ParameterizedTest
  @CsvSource({
    "ChargePoints," + CHARGE_POINTS,
    "OperatorDataChargePoints8D51A3C1," + CHARGE_POINTS,
    CHARGE_POINTS + "," + CHARGE_POINTS,
    "chargePointHeartbeat,chargePointHeartbeat",
    "archive,chargePointHeartbeatArchive"
  })
  void tableIsFoundByItsNameOrAPartThatNoOtherHas(String name, String expected) {
    String table = TableCommand.tableNamed(name, TABLES);

    assertThat(table).isEqualTo(expected);
  }

  @Test
  void partThatSeveralHaveIsRefusedWithTheirNames() {
    assertThatThrownBy(() -> TableCommand.tableNamed("heartbeat", TABLES))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "'heartbeat' could be any of chargePointHeartbeat, chargePointHeartbeatArchive; give more of the name");
  }

  @Test
  void nameThatNoTableHasIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> TableCommand.tableNamed("Transactions", TABLES))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("'Transactions'")
        .hasMessageContaining("chargePointHeartbeat");
  }
}
