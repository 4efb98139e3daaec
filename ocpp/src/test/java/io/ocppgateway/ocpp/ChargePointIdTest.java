package io.ocppgateway.ocpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChargePointIdTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          CP1,          CP1
          cp1,          cp1
          DE*ABC*E1,    DE:2AABC:2AE1
          RDAM 123,     RDAM:20123
          RDAM|123,     RDAM:7C123
          A+B,          A:2BB
          A/B,          A:2FB
          A#B,          A:23B
          $aws,         :24aws
          a:b,          a:3Ab
          a%20b,        a:2520b
          x.y_z-0,      x:2Ey_z-0
          Â,            :C3:82
          🚗,           :F0:9F:9A:97
          """)
  void thingNameIsTheReversibleForm(String identity, String thingName) {
    ChargePointId id = ChargePointId.ofIdentity(identity).orElseThrow();

    assertThat(id.thingName()).isEqualTo(thingName);
    assertThat(id.identity()).isEqualTo(identity);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ":", "a:", "a:2", "a:2a", "a:4", ":41", ":5F", ":2D", ":GG", "a b", "A/B", "+", "#",
        "a:3a", "Ä"
      })
  void whatNoIdentityBecomesIsNoThingName(String thingName) {
    assertThat(ChargePointId.ofThingName(thingName)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChargePointId(thingName))
        .withMessageContaining("'" + thingName + "'");
  }

  @Test
  void emptyIdentityIsNone() {
    assertThat(ChargePointId.ofIdentity("")).isEmpty();
  }

  @Test
  void longestIdentityFillsTheThingName() {
    assertThat(ChargePointId.ofIdentity("x".repeat(128))).isPresent();
    assertThat(ChargePointId.ofIdentity("x".repeat(129))).isEmpty();
    assertThat(ChargePointId.ofIdentity("*".repeat(42))).isPresent();
    assertThat(ChargePointId.ofIdentity("*".repeat(43))).isEmpty();
  }

  @Test
  void caseOfAnIdentityIsKept() {
    assertThat(ChargePointId.ofIdentity("cp1")).isNotEqualTo(ChargePointId.ofIdentity("CP1"));
  }

  @Test
  void bytesThatAreNotUtf8AreKeptAsBytes() {
    byte[] identity = {'A', (byte) 0xC2, (byte) 0xFF, 0};

    ChargePointId id = ChargePointId.ofIdentity(identity).orElseThrow();

    assertThat(id.thingName()).isEqualTo("A:C2:FF:00");
    assertThat(id.identityBytes()).isEqualTo(identity);
  }

  @Test
  void readsAsItsIdentity() {
    assertThat(ChargePointId.ofIdentity("DE*ABC*E1").orElseThrow()).hasToString("DE*ABC*E1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A\nERROR all is lost", "A\r", "A\u001b[2J", "A\u202eB", "A\u2028B"})
  void readsAsItsThingNameWhereItCouldForgeALogLine(String identity) {
    ChargePointId id = ChargePointId.ofIdentity(identity).orElseThrow();

    assertThat(id).hasToString(id.thingName());
  }
}
