package io.ocppgateway.simulator.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.behaviour.Hardware;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChargePointOptionsTest {

  private static final ChargePointId ID = ChargePointId.ofIdentity("CP1").orElseThrow();

  @ParameterizedTest
  @EnumSource
  void standardHardwareSuitsEachVersion(OcppVersion version) {
    ChargePointOptions options = ChargePointOptions.of(URI.create("wss://host/ocpp"), ID, version);

    assertThat(options.hardware()).isEqualTo(Hardware.standard(version));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://host",
        "host:80",
        "/path",
        "ws:///x",
        "ws://h?a=b",
        "ws://h#f",
        "ws://h:65536",
        "WS"
      })
  void otherUrlsAreRefused(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChargePointOptions.of(URI.create(url), ID, OcppVersion.V1_6))
        .withMessageContaining("'" + url + "'");
  }

  @Test
  void vendorTooLongFor16IsRefusedThere() {
    Hardware hardware = Hardware.standard(OcppVersion.V2_0_1).withVendor("x".repeat(21));
    URI url = URI.create("ws://host");

    assertThat(ChargePointOptions.of(url, ID, OcppVersion.V2_1).withHardware(hardware)).isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChargePointOptions.of(url, ID, OcppVersion.V1_6).withHardware(hardware))
        .withMessageContaining("allowed are 1 to 20");
  }
}
