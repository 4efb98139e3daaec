package io.ocppgateway.gateway.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.ChargePointId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IdentityPathTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/CP1 CP1",
        "/a/b/CP1 CP1",
        "//CP1 CP1",
        "/CP1// CP1",
        "/CP1?version=1.6&x=/y CP1",
        "/CP1/?x CP1",
        "CP1 CP1",
        "ws://host:8080/ocpp/CP1 CP1",
        "HTTP://host/CP1 CP1",
        "/RDAM%20123 RDAM:20123",
        "/RDAM%7C123 RDAM:7C123",
        "/RDAM%7c123 RDAM:7C123",
        "/RDAM|123 RDAM:7C123",
        "/A%2FB A:2FB",
        "/A+B A:2BB",
        "/A%2BB A:2BB",
        "/%C3%84 :C3:84",
        "/%FF :FF",
        "/%00 :00",
        "/%zz/CP1 CP1",
        "/%25zz :25zz"
      })
  void lastSegmentIsTheIdentity(String target, String thingName) {
    IdentityPath path = IdentityPath.of(target);

    assertThat(path).isEqualTo(new IdentityPath.Found(new ChargePointId(thingName)));
  }

  @Test
  void bytesThatWereNotEncodedAreTakenAsTheyAre() {
    String target = new String("/CPÄ".getBytes(UTF_8), ISO_8859_1);

    IdentityPath path = IdentityPath.of(target);

    assertThat(path)
        .isEqualTo(new IdentityPath.Found(ChargePointId.ofIdentity("CPÄ").orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%zz", "/CP%", "/CP%4", "/CP%4g", "/CP%%41"})
  void brokenEncodingIsMalformed(String target) {
    assertThat(IdentityPath.of(target)).isInstanceOf(IdentityPath.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "///", "/?id=CP1", "ws://host", "ws://host/", "/?"})
  void pathWithoutSegmentNamesNobody(String target) {
    IdentityPath path = IdentityPath.of(target);

    assertThat(path).isInstanceOf(IdentityPath.Missing.class);
  }

  @Test
  void identityThatCannotBeAThingNameNamesNobody() {
    assertThat(IdentityPath.of("/" + "x".repeat(129))).isInstanceOf(IdentityPath.Missing.class);
  }
}
