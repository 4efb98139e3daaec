package io.ocppgateway.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePartTest {

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
  void oneIsFoundByItsNameOrAPartThatNoOtherHas(String name, String expected) {
    String table = NamePart.resolve("table", name, TABLES);

    assertThat(table).isEqualTo(expected);
  }

  @Test
  void partThatSeveralHaveIsRefusedWithTheirNames() {
    assertThatThrownBy(() -> NamePart.resolve("table", "heartbeat", TABLES))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "'heartbeat' could be any of chargePointHeartbeat, chargePointHeartbeatArchive; give more of the name");
  }

  @Test
  void nameThatNoneHasIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> NamePart.resolve("secret", "Pepper", List.of()))
        .hasMessage("no secret has 'Pepper' in its name; there are no secrets");
    assertThatThrownBy(() -> NamePart.resolve("table", "Transactions", TABLES))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "no table has 'Transactions' in its name; there are " + String.join(", ", TABLES));
  }
}
