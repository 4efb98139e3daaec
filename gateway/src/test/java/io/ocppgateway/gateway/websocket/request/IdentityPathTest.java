package io.ocppgateway.gateway.websocket.request;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/CP1/CP1",
        "/ocpp/CP1/CP1/",
        "//CP1//CP1//?CP1",
        "wss://host:443//CP1/CP1",
        "http://user@[::1]:80/CP1/CP1"
      })
  void identityThatIsThereTwiceCountsOnce(String target) {
    assertThat(IdentityPath.of(target)).isEqualTo(new IdentityPath.Found(new ChargePointId("CP1")));
  }

  /// The longest that OCPP 2.x allows, made of the characters that it allows; all but a few of them
  /// may be such that a thing name lacks them.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "DE*ABC*E1234567890*1|A+B=C@D.E_F-0123456789abcde",
        "****************************************12345678"
      })
  void identityOf48CharactersHasAThingName(String identity) {
    IdentityPath path = IdentityPath.of("/" + identity);

    assertThat(identity).hasSize(48);
    assertThat(path)
        .isInstanceOfSatisfying(
            IdentityPath.Found.class, found -> assertThat(found.id()).hasToString(identity));
  }

  @ParameterizedTest
  @ValueSource(ints = {49, 128})
  void longerIdentityIsTakenAsLongAsItIsAThingName(int length) {
    assertThat(IdentityPath.of("/" + "x".repeat(length))).isInstanceOf(IdentityPath.Found.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {129, 4000})
  void identityThatCannotBeAThingNameIsTooLong(int length) {
    assertThat(IdentityPath.of("/" + "x".repeat(length))).isInstanceOf(IdentityPath.TooLong.class);
  }
}
