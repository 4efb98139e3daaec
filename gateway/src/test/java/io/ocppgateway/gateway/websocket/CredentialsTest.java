package io.ocppgateway.gateway.websocket;

import static io.ocppgateway.gateway.websocket.TestConnection.SETTINGS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.gateway.credential.SecuritySettings;
import io.ocppgateway.gateway.credential.TlsEnd;
import io.ocppgateway.gateway.credential.UnregisteredAnswer;
import io.ocppgateway.gateway.registry.Registration;
import io.ocppgateway.gateway.websocket.TestConnection.Shared;
import io.ocppgateway.gateway.websocket.event.RefusalCause;
import io.ocppgateway.ocpp.registration.Password;
import io.ocppgateway.ocpp.registration.PasswordHash;
import io.ocppgateway.ocpp.registration.Pepper;
import io.ocppgateway.ocpp.registration.SecurityProfile;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may connect by which security profile, and what the others are told.
final class CredentialsTest {

  private static final String OCPP16 = "Sec-WebSocket-Protocol: ocpp1.6";
  private static final Pepper PEPPER = Pepper.of("p".repeat(Pepper.MIN_BYTES));
  private static final String PASSWORD = "with:colons:and:more";

  /// The example of the specification: a zero byte, and bytes that are no UTF-8.
  private static final String KEY = "0001020304050607FFFFFFFFFFFFFFFFFFFFFFFF";

  @Test
  void rightPasswordOpensTheDoor() {
    Shared basic = basic(PASSWORD);

    String answer = answer(basic, "/CP1", "CP1:" + PASSWORD);

    assertThat(answer).startsWith("HTTP/1.1 101 ");
    assertThat(basic.sessions).hasSize(1);
  }

  @Test
  void passwordIsAskedForBeforeTheUpgrade() {
    Shared basic = basic(PASSWORD);

    String answer = basic.connect().upgrade("/CP1", OCPP16).answers();

    assertThat(answer)
        .startsWith("HTTP/1.1 401 ")
        .contains("\r\nWWW-Authenticate: Basic realm=\"OCPP\"\r\n");
    assertThat(basic.refusals()).containsExactly(RefusalCause.NO_CREDENTIALS);
    assertThat(basic.sessions).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CP1:another password",
        "CP1:",
        "CP1:with",
        "CP2:" + PASSWORD,
        ":" + PASSWORD,
        "cp1:" + PASSWORD,
        "CP1:" + PASSWORD + " "
      })
  void wrongCredentialsAreRefusedWithoutAHint(String credentials) {
    Shared basic = basic(PASSWORD);

    String answer = answer(basic, "/CP1", credentials);

    assertThat(answer)
        .startsWith("HTTP/1.1 401 ")
        .contains("\r\nWWW-Authenticate: Basic ")
        .endsWith("\r\n\r\nwrong user name or password\n");
    assertThat(basic.refusals()).containsExactly(RefusalCause.BAD_CREDENTIALS);
    assertThat(basic.refused.getFirst().detail()).doesNotContain(PASSWORD, "another password");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer abc", "Basic", "Basic %%%", "Basic Q1Ax", "Digest x"})
  void whatIsNoBasicIsNoCredentials(String authorization) {
    Shared basic = basic(PASSWORD);

    basic.connect().upgrade("/CP1", OCPP16, "Authorization: " + authorization);

    assertThat(basic.refusals()).containsExactly(RefusalCause.NO_CREDENTIALS);
  }

  @Test
  void twoAuthorizationsAreNone() {
    Shared basic = basic(PASSWORD);
    String right = header(("CP1:" + PASSWORD).getBytes(UTF_8));

    basic.connect().upgrade("/CP1", OCPP16, right, right);

    assertThat(basic.refusals()).containsExactly(RefusalCause.NO_CREDENTIALS);
  }

  /// OCPP-J 1.6 prints this header.
  @Test
  void keyOfTheSpecificationOpensTheDoor() {
    Shared basic = basic(KEY);

    String answer =
        basic
            .connect()
            .upgrade("/AL1000", OCPP16, "Authorization: Basic QUwxMDAwOgABAgMEBQYH////////////////")
            .answers();

    assertThat(answer).startsWith("HTTP/1.1 101 ");
  }

  @Test
  void keyMayComeAsDigits() {
    Shared basic = basic(KEY);

    String answer = answer(basic, "/CP1", "CP1:" + KEY.toLowerCase(Locale.ROOT));

    assertThat(answer).startsWith("HTTP/1.1 101 ");
  }

  @Test
  void keyMayHoldAColonAsItsFirstByte() {
    String key = "3A" + KEY.substring(2);
    Shared basic = basic(key);
    byte[] credentials = HexFormat.of().parseHex("4350313A" + key);

    String answer = basic.connect().upgrade("/CP1", OCPP16, header(credentials)).answers();

    assertThat(answer).startsWith("HTTP/1.1 101 ");
  }

  @Test
  void userNameIsTheIdentityDecoded() {
    Shared basic = basic(PASSWORD);

    String answer = answer(basic, "/ocpp/DE%2AABC%2AE1", "DE*ABC*E1:" + PASSWORD);

    assertThat(answer).startsWith("HTTP/1.1 101 ");
  }

  @Test
  void chargePointWithoutAPasswordCannotGuessOne() {
    Shared basic = shared(SecurityProfile.BASIC, TlsEnd.NOWHERE, null, null);

    String answer = answer(basic, "/CP1", "CP1:");

    assertThat(answer).startsWith("HTTP/1.1 401 ");
    assertThat(basic.refusals()).containsExactly(RefusalCause.BAD_CREDENTIALS);
  }

  /// Gateway's least profile, where its TLS ends, profile of the item, status.
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "NONE, NOWHERE, NONE, 101",
        "NONE, NOWHERE, BASIC, 101",
        "NONE, NOWHERE, BASIC_OVER_TLS, 403",
        "NONE, NOWHERE, CLIENT_CERTIFICATE, 403",
        "NONE, LOAD_BALANCER, BASIC, 403",
        "NONE, LOAD_BALANCER, BASIC_OVER_TLS, 101",
        "BASIC, NOWHERE, NONE, 403",
        "BASIC, NOWHERE, -, 101",
        "BASIC_OVER_TLS, LOAD_BALANCER, -, 101",
        "BASIC_OVER_TLS, LOAD_BALANCER, BASIC, 403",
        "BASIC_OVER_TLS, LOAD_BALANCER, CLIENT_CERTIFICATE, 403"
      })
  void onlyItsOwnProfileLetsAChargePointIn(
      SecurityProfile least, TlsEnd tlsEnd, @Nullable SecurityProfile profile, int status) {
    Shared shared = shared(least, tlsEnd, profile, PASSWORD);

    String answer = answer(shared, "/CP1", "CP1:" + PASSWORD);

    assertThat(answer).startsWith("HTTP/1.1 %d ".formatted(status));
    if (status == 403) {
      assertThat(shared.refusals()).containsExactly(RefusalCause.WRONG_PROFILE);
    }
  }

  @Test
  void registeredPasswordIsAskedForAlsoWhereNoneIsNeeded() {
    Shared open = shared(SecurityProfile.NONE, TlsEnd.NOWHERE, null, PASSWORD);

    open.connect().upgrade("/CP1", OCPP16);

    assertThat(open.refusals()).containsExactly(RefusalCause.NO_CREDENTIALS);
  }

  @Test
  void passwordThatCannotBeCheckedIsNeitherRightNorWrong() {
    SecuritySettings withoutPepper =
        new SecuritySettings(SecurityProfile.NONE, TlsEnd.NOWHERE, null, UnregisteredAnswer.CLOSE);
    Shared open = shared(withoutPepper, new Registration.Registered(null, null, hash(PASSWORD)));

    String answer = answer(open, "/CP1", "CP1:" + PASSWORD);

    assertThat(answer).startsWith("HTTP/1.1 503 ").contains("\r\nRetry-After: 10\r\n");
    assertThat(open.refusals()).containsExactly(RefusalCause.REGISTRY_UNAVAILABLE);
  }

  @Test
  void refusedCredentialsAreHeldAgainstTheirAddress() {
    Shared basic = basic(PASSWORD);
    for (int i = 0; i < SETTINGS.perAddress().maxRefusalsPerMinute(); i++) {
      answer(basic, "/CP1", "CP1:guess" + i);
    }

    String answer = answer(basic, "/CP1", "CP1:" + PASSWORD);

    assertThat(answer).startsWith("HTTP/1.1 429 ");
  }

  @Test
  void strangerMayBeToldWithAStatus() {
    SecuritySettings refusing =
        new SecuritySettings(SecurityProfile.NONE, TlsEnd.NOWHERE, null, UnregisteredAnswer.REFUSE);
    Shared shared = shared(refusing, Registration.UNREGISTERED);

    String answer = shared.connect().upgrade("/CP1", OCPP16).answers();

    assertThat(answer).startsWith("HTTP/1.1 404 ").contains("Charge Point CP1 not registered");
    assertThat(shared.refusals()).containsExactly(RefusalCause.UNREGISTERED);
  }

  private static Shared basic(String password) {
    return shared(SecurityProfile.BASIC, TlsEnd.NOWHERE, SecurityProfile.BASIC, password);
  }

  private static Shared shared(
      SecurityProfile least,
      TlsEnd tlsEnd,
      @Nullable SecurityProfile profile,
      @Nullable String password) {
    return shared(
        new SecuritySettings(least, tlsEnd, PEPPER, UnregisteredAnswer.CLOSE),
        new Registration.Registered(null, profile, password == null ? null : hash(password)));
  }

  private static Shared shared(SecuritySettings security, Registration registration) {
    SocketSettings settings =
        new SocketSettings(
            SETTINGS.request(),
            SETTINGS.pingInterval(),
            SETTINGS.messages(),
            SETTINGS.compression(),
            SETTINGS.perAddress(),
            SETTINGS.trustedProxies(),
            security);
    return new Shared(settings, _ -> CompletableFuture.completedStage(registration));
  }

  private static PasswordHash hash(String password) {
    return PasswordHash.of(Password.given(password.getBytes(UTF_8)), PEPPER, new SecureRandom());
  }

  private static String answer(Shared shared, String path, String credentials) {
    return shared.connect().upgrade(path, OCPP16, header(credentials.getBytes(UTF_8))).answers();
  }

  private static String header(byte[] credentials) {
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(credentials);
  }
}
