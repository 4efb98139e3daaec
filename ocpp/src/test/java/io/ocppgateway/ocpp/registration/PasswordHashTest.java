package io.ocppgateway.ocpp.registration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordHashTest {

  private static final Pepper PEPPER = Pepper.of("p".repeat(Pepper.MIN_BYTES));

  /// The key of the specification's example: not UTF-8, and with a zero byte.
  private static final String KEY = "0001020304050607FFFFFFFFFFFFFFFFFFFFFFFF";

  private final SecureRandom random = new SecureRandom();

  @Test
  void passwordMatchesItsHashAndNoOtherDoes() {
    PasswordHash hash = hash("correct horse battery");

    assertThat(hash.isOf(password("correct horse battery"), PEPPER)).isTrue();
    assertThat(hash.isOf(password("correct horse batterz"), PEPPER)).isFalse();
    assertThat(hash.isOf(password("correct horse batter"), PEPPER)).isFalse();
    assertThat(hash.isOf(password(""), PEPPER)).isFalse();
  }

  @Test
  void hashIsWorthNothingWithoutItsPepper() {
    PasswordHash hash = hash("correct horse battery");

    Pepper other = Pepper.of("q".repeat(Pepper.MIN_BYTES));

    assertThat(hash.isOf(password("correct horse battery"), other)).isFalse();
  }

  @Test
  void keyIsTheSameAsBytesAndAsDigitsInEitherCase() {
    PasswordHash hash = hash(KEY);

    assertThat(hash.isOf(Password.of(HexFormat.of().parseHex(KEY)), PEPPER)).isTrue();
    assertThat(hash.isOf(password(KEY), PEPPER)).isTrue();
    assertThat(hash.isOf(password(KEY.toLowerCase(Locale.ROOT)), PEPPER)).isTrue();
  }

  @Test
  void bytesThatAreNoTextAreComparedOneByOne() {
    byte[] other = HexFormat.of().parseHex(KEY);
    other[19] = (byte) 0xFE;

    PasswordHash hash = hash(KEY);

    assertThat(hash.isOf(Password.of(other), PEPPER)).isFalse();
  }

  @Test
  void fewDigitsAreAPasswordAsTheyStand() {
    PasswordHash hash = hash("0123456789abcdef");

    assertThat(hash.isOf(password("0123456789abcdef"), PEPPER)).isTrue();
    assertThat(hash.isOf(password("0123456789ABCDEF"), PEPPER)).isFalse();
  }

  @Test
  void samePasswordHasAnotherHashEachTime() {
    String first = hash("correct horse battery").text();

    String second = hash("correct horse battery").text();

    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void textIsReadBack() {
    String text = hash("correct horse battery").text();

    PasswordHash read = PasswordHash.parse(text);

    assertThat(text).startsWith("hmac-sha256$").doesNotContain("horse");
    assertThat(read.isOf(password("correct horse battery"), PEPPER)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "secret", "hmac-sha256$$", "hmac-sha256$AAAA$AAAA", "sha1$a$b", "a$b$!"})
  void otherTextIsNoHash(String text) {
    assertThatThrownBy(() -> PasswordHash.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 41})
  void passwordOfAnotherLengthIsNotGiven(int length) {
    assertThatThrownBy(() -> Password.given(new byte[length]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the password has %d bytes; allowed are 16 to 40".formatted(length));
  }

  @Test
  void shortPepperIsRefusedUntold() {
    assertThatThrownBy(() -> Pepper.of("too-short"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a secret of 9 bytes; allowed are 32 or more");
  }

  @Test
  void nothingSecretIsPrinted() {
    assertThat(PEPPER).hasToString("Pepper[redacted]");
    assertThat(password("correct horse battery")).hasToString("Password[redacted]");
    assertThat(hash("correct horse battery")).hasToString("PasswordHash[redacted]");
  }

  private PasswordHash hash(String password) {
    return PasswordHash.of(Password.given(password.getBytes(UTF_8)), PEPPER, random);
  }

  private static Password password(String text) {
    return Password.of(text.getBytes(UTF_8));
  }
}
