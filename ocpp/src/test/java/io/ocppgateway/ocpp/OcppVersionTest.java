package io.ocppgateway.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OcppVersionTest {

  @ParameterizedTest
  @EnumSource
  void subprotocolNamesItsVersion(OcppVersion version) {
    assertThat(OcppVersion.ofSubprotocol(version.subprotocol())).contains(version);
  }

  @Test
  void subprotocolsAreTheRegisteredNames() {
    assertThat(OcppVersion.values())
        .extracting(OcppVersion::subprotocol)
        .containsExactly("ocpp1.6", "ocpp2.0.1", "ocpp2.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ocpp1.5", "ocpp2.0", "OCPP1.6", "ocpp1.6 ", "ocpp2.0.1,ocpp1.6"})
  void otherNamesAreNoVersion(String subprotocol) {
    assertThat(OcppVersion.ofSubprotocol(subprotocol)).isEmpty();
  }
}
