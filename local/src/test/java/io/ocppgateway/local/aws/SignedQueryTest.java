package io.ocppgateway.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.local.iam.TestRoles;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Signatures are made by the AWS SDK's own signer.
class SignedQueryTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final String SERVICE = "iotdevicegateway";

  private final Principals principals = new Principals();
  private final AccessKey key = principals.issue(TestRoles.anybody("gateway"));

  @Test
  void signatureOfTheSdkIsAccepted() {
    String query = signed(key, SERVICE);

    Verdict verdict = check(query, NOW);

    assertThat(verdict).isEqualTo(new Verdict.Verified(key.principal()));
  }

  @Test
  void operatorsKeyIsAccepted() {
    String query = signed(principals.find("local").orElseThrow(), SERVICE);

    Verdict verdict = check(query, NOW);

    assertThat(verdict).isEqualTo(new Verdict.Verified(Principal.OPERATOR));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Amz-Signature", "X-Amz-Date", "X-Amz-Expires", "X-Amz-Credential"})
  void oneFlippedCharacterIsRefused(String parameter) {
    String query = signed(key, SERVICE);
    int last = end(query, parameter) - 1;
    char flipped = query.charAt(last) == '1' ? '2' : '1';

    Verdict verdict = check(query.substring(0, last) + flipped + query.substring(last + 1), NOW);

    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void everyFlippedBitOfTheSignatureIsRefused() {
    String query = signed(key, SERVICE);
    int start = query.indexOf("X-Amz-Signature=") + "X-Amz-Signature=".length();

    for (int at = start; at < start + 64; at++) {
      char flipped = "123456789abcdef0".charAt(Character.digit(query.charAt(at), 16));
      String changed = query.substring(0, at) + flipped + query.substring(at + 1);
      assertThat(fault(check(changed, NOW))).isEqualTo("SignatureDoesNotMatch");
    }
  }

  @Test
  void otherHostIsRefused() {
    String query = signed(key, SERVICE);

    Verdict verdict =
        signatures(NOW).check(SERVICE, "/mqtt", query, Map.of("host", "localhost:1234"));

    assertThat(fault(verdict)).isEqualTo("SignatureDoesNotMatch");
  }

  @Test
  void otherPathIsRefused() {
    String query = signed(key, SERVICE);

    Verdict verdict =
        signatures(NOW).check(SERVICE, "/mqtt2", query, Map.of("host", "127.0.0.1:8443"));

    assertThat(fault(verdict)).isEqualTo("SignatureDoesNotMatch");
  }

  @Test
  void otherServiceIsRefused() {
    String query = signed(key, "iotdata");

    Verdict verdict = check(query, NOW);

    assertThat(fault(verdict)).isEqualTo("IncompleteSignature");
  }

  @Test
  void unknownKeyIsRefused() {
    String query =
        signed(new AccessKey("ASIAUNKNOWN", "secret", "", TestRoles.anybody("nobody")), SERVICE);

    Verdict verdict = check(query, NOW);

    assertThat(fault(verdict)).isEqualTo("InvalidClientTokenId");
  }

  @Test
  void missingSessionTokenIsRefused() {
    String query = signed(key, SERVICE);

    Verdict verdict = check(query.substring(0, query.indexOf("&X-Amz-Security-Token")), NOW);

    assertThat(fault(verdict)).isEqualTo("InvalidClientTokenId");
  }

  @Test
  void signatureExpires() {
    String query = signed(key, SERVICE);

    assertThat(check(query, NOW.plusSeconds(300))).isInstanceOf(Verdict.Verified.class);
    assertThat(fault(check(query, NOW.plusSeconds(301)))).isEqualTo("ExpiredToken");
  }

  @Test
  void signatureFromTheFutureIsRefused() {
    String query = signed(key, SERVICE);

    Verdict verdict = check(query, NOW.minus(Duration.ofMinutes(16)));

    assertThat(fault(verdict)).isEqualTo("SignatureDoesNotMatch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a=b", "X-Amz-Algorithm=%zz", "X-Amz-Algorithm=AWS4-HMAC-SHA256"})
  void queryWithoutSignatureIsRefused(String query) {
    assertThat(check(query, NOW)).isInstanceOf(Verdict.Refused.class);
  }

  private Verdict check(String query, Instant now) {
    return signatures(now).check(SERVICE, "/mqtt", query, Map.of("host", "127.0.0.1:8443"));
  }

  private SignedQuery signatures(Instant now) {
    return new SignedQuery(principals, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static String signed(AccessKey key, String service) {
    return SignedUrls.query(
        key, service, URI.create("http://127.0.0.1:8443/mqtt"), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static int end(String query, String parameter) {
    int start = query.indexOf(parameter + "=");
    int ampersand = query.indexOf('&', start);
    return ampersand < 0 ? query.length() : ampersand;
  }

  private static String fault(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Refused refused -> refused.fault();
      case Verdict.Verified verified -> "verified as " + verified.principal();
    };
  }
}
