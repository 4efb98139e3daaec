package io.ocppgateway.cli.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What use comes to.
class MeterTest {

  @Test
  void millionUnitsCostTheListPrice() {
    assertThat(Meter.IOT_MESSAGES.usd(1_000_000)).isEqualByComparingTo("1.00");
    assertThat(Meter.IOT_CONNECTION_MINUTES.usd(2_000_000)).isEqualByComparingTo("0.16");
  }

  @Test
  void beyondATierUnitsCostLess() {
    assertThat(Meter.IOT_MESSAGES.usd(1e9)).isEqualByComparingTo("1000");
    assertThat(Meter.IOT_MESSAGES.usd(2e9)).isEqualByComparingTo("1800");
    assertThat(Meter.IOT_MESSAGES.usd(6e9)).isEqualByComparingTo("4900");
  }

  @Test
  void servicesOfAUseAddUpToIt() {
    Use use =
        new Use(Map.of(Meter.IOT_MESSAGES, 3e9, Meter.LAMBDA_REQUESTS, 1e6, Meter.SECRETS, 1.0));

    BigDecimal sum =
        Arrays.stream(Service.values()).map(use::usd).reduce(BigDecimal.ZERO, BigDecimal::add);

    assertThat(sum).isEqualByComparingTo(use.usd()).isEqualByComparingTo("2600.60");
  }

  @Test
  void useAddsUpMeterByMeter() {
    Use morning = new Use(Map.of(Meter.IOT_MESSAGES, 1_000_000.0));
    Use evening =
        new Use(Map.of(Meter.IOT_MESSAGES, 500_000.0, Meter.LAMBDA_REQUESTS, 1_000_000.0));

    Use day = morning.plus(evening).times(2);

    assertThat(day.of(Meter.IOT_MESSAGES)).isEqualTo(3_000_000);
    assertThat(day.of(Meter.DYNAMODB_WRITES)).isZero();
    assertThat(day.usd()).isEqualByComparingTo("3.40");
  }

  @Test
  void useIsNeverNegative() {
    assertThatThrownBy(() -> new Use(Map.of(Meter.IOT_MESSAGES, -1.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1.0");
  }
}
