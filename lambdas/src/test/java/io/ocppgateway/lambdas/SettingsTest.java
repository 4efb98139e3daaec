package io.ocppgateway.lambdas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.lambdas.routing.ValidationMode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @Test
  void defaultsAreFiveMinutesAndLenient() {
    Settings settings = Settings.of(Map.of("PROCESSED_MESSAGES_TABLE", "T"));

    assertThat(settings)
        .isEqualTo(new Settings(Duration.ofSeconds(300), ValidationMode.LENIENT, "T"));
  }

  @Test
  void everythingCanBeSet() {
    Settings settings =
        Settings.of(
            Map.of(
                "PROCESSED_MESSAGES_TABLE",
                "T",
                "HEARTBEAT_INTERVAL_SECONDS",
                "86400",
                "VALIDATION",
                "strict"));

    assertThat(settings).isEqualTo(new Settings(Duration.ofDays(1), ValidationMode.STRICT, "T"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "86401", "300s", "", "99999999999"})
  void heartbeatIntervalIsFromASecondToADay(String interval) {
    Map<String, String> environment =
        Map.of("PROCESSED_MESSAGES_TABLE", "T", "HEARTBEAT_INTERVAL_SECONDS", interval);

    assertThatThrownBy(() -> Settings.of(environment))
        .hasMessageContaining("HEARTBEAT_INTERVAL_SECONDS is '%s'", interval);
  }

  @Test
  void allFaultsAreReportedAtOnce() {
    assertThatThrownBy(
            () -> Settings.of(Map.of("HEARTBEAT_INTERVAL_SECONDS", "often", "VALIDATION", "no")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("HEARTBEAT_INTERVAL_SECONDS is 'often'")
        .hasMessageContaining("VALIDATION is 'no'")
        .hasMessageContaining("PROCESSED_MESSAGES_TABLE is not set");
  }
}
