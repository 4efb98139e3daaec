package io.ocppgateway.simulator.options;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.ChargePointId;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class CredentialsTest {

  private static final ChargePointId ID = ChargePointId.ofIdentity("DE*ABC").orElseThrow();

  @Test
  void userNameIsTheIdentity() {
    String header = authorization(Credentials.password("open:sesame"));

    assertThat(new String(decoded(header), UTF_8)).isEqualTo("DE*ABC:open:sesame");
  }

  @Test
  void passwordIsBytesThatNeedNotBeText() {
    String header = authorization(Credentials.password(new byte[] {0, (byte) 0xFF, 10}));

    assertThat(decoded(header)).endsWith(':', 0, 0xFF, 10);
  }

  @Test
  void passwordIsNotPrinted() {
    assertThat(Credentials.password("sesame").toString()).doesNotContain("sesame");
  }

  private static String authorization(Credentials credentials) {
    return ((Credentials.Basic) credentials).authorization(ID);
  }

  private static byte[] decoded(String header) {
    assertThat(header).startsWith("Basic ");
    return Base64.getDecoder().decode(header.substring("Basic ".length()));
  }
}
