package io.ocppgateway.simulator.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.ChargePointId;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ws://h,            CP1,       ws://h/CP1
          ws://h/,           CP1,       ws://h/CP1
          ws://h:8080/ocpp,  RDAM 123,  ws://h:8080/ocpp/RDAM%20123
          ws://h/ocpp/,      RDAM|123,  ws://h/ocpp/RDAM%7C123
          ws://h,            A/B,       ws://h/A%2FB
          ws://h,            A+B%,      ws://h/A%2BB%25
          wss://h,           Â-._~,     wss://h/%C3%82-._~
          """)
  void identityIsAppendedPercentEncoded(String url, String identity, String expected) {
    assertThat(address(url, identity).uri()).hasToString(expected);
  }

  @Test
  void portIsTheSchemesUnlessSaid() {
    assertThat(address("ws://h", "CP1").port()).isEqualTo(80);
    assertThat(address("wss://h", "CP1").port()).isEqualTo(443);
    assertThat(address("wss://h:1", "CP1").port()).isEqualTo(1);
  }

  private static Address address(String url, String identity) {
    return Address.of(URI.create(url), ChargePointId.ofIdentity(identity).orElseThrow());
  }
}
