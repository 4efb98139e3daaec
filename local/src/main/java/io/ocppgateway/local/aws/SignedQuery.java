package io.ocppgateway.local.aws;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Checks URLs that were signed with AWS Signature Version 4 in their query, as MQTT over WebSocket
/// is opened with.
///
/// The parameter `X-Amz-Security-Token` stands in the URL but is not part of what is signed: the
/// AWS IoT device SDKs append it afterwards. Every region is accepted. Safe for use by many
/// threads.
public final class SignedQuery {

  private static final Duration CLOCK_SKEW = Duration.ofMinutes(15);
  private static final long DEFAULT_LIFE_SECONDS = CLOCK_SKEW.toSeconds();

  private final Principals principals;
  private final Clock clock;

  /// A check against these keys at the time of this clock.
  public SignedQuery(Principals principals, Clock clock) {
    this.principals = principals;
    this.clock = clock;
  }

  /// Checks a GET request without a body.
  ///
  /// @param service the service that it must be signed for, for example `iotdevicegateway`
  /// @param path the raw path
  /// @param rawQuery what follows the question mark, as it stood in the URL
  /// @param headers by lower-case name; `host` is always signed
  public Verdict check(String service, String path, String rawQuery, Map<String, String> headers) {
    List<String> raw = SigV4.parameters(rawQuery);
    Map<String, String> parameters;
    try {
      parameters = decoded(raw);
    } catch (IllegalArgumentException e) {
      return refused("MalformedQueryString", "the query is not percent-encoded: " + e.getMessage());
    }
    if (!SigV4.ALGORITHM.equals(parameters.get("x-amz-algorithm"))) {
      return refused(
          "MissingAuthenticationToken",
          "X-Amz-Algorithm must be %s, was %s"
              .formatted(SigV4.ALGORITHM, parameters.get("x-amz-algorithm")));
    }
    Optional<CredentialScope> scope =
        CredentialScope.parse(parameters.getOrDefault("x-amz-credential", ""));
    if (scope.isEmpty() || !scope.get().service().equals(service)) {
      return refused(
          "IncompleteSignature",
          "X-Amz-Credential must be KEY/DATE/REGION/%s/aws4_request, was %s"
              .formatted(service, parameters.get("x-amz-credential")));
    }
    return check(scope.get(), path, raw, parameters, headers);
  }

  private Verdict check(
      CredentialScope scope,
      String path,
      List<String> raw,
      Map<String, String> parameters,
      Map<String, String> headers) {
    Optional<AccessKey> key = principals.find(scope.accessKeyId());
    if (key.isEmpty()) {
      return refused("InvalidClientTokenId", "no such access key: " + scope.accessKeyId());
    }
    String token = parameters.getOrDefault("x-amz-security-token", "");
    if (!SigV4.same(token, key.get().sessionToken())) {
      return refused(
          "InvalidClientTokenId",
          "X-Amz-Security-Token is not the session token of access key " + scope.accessKeyId());
    }
    String time = parameters.getOrDefault("x-amz-date", "");
    Optional<Verdict> untimely = untimely(scope, time, parameters);
    if (untimely.isPresent()) {
      return untimely.get();
    }
    List<String> signedHeaders =
        Arrays.asList(parameters.getOrDefault("x-amz-signedheaders", "").split(";"));
    if (!signedHeaders.contains("host")) {
      return refused(
          "IncompleteSignature", "X-Amz-SignedHeaders must name host, was " + signedHeaders);
    }
    String canonical =
        SigV4.canonicalRequest(
            "GET", path, signed(raw), headers, signedHeaders, SigV4.EMPTY_BODY_HASH);
    byte[] signingKey = SigV4.signingKey(key.get().secretAccessKey(), scope);
    String expected = SigV4.signature(signingKey, scope, time, canonical);
    return SigV4.same(expected, parameters.getOrDefault("x-amz-signature", ""))
        ? new Verdict.Verified(key.get().principal())
        : refused(
            "SignatureDoesNotMatch",
            "the signature is not the one of access key " + scope.accessKeyId());
  }

  private Optional<Verdict> untimely(
      CredentialScope scope, String time, Map<String, String> parameters) {
    Instant signedAt;
    long lifeSeconds;
    try {
      signedAt = AmzDate.parse(time);
      lifeSeconds =
          Long.parseLong(
              parameters.getOrDefault("x-amz-expires", Long.toString(DEFAULT_LIFE_SECONDS)));
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.of(
          refused(
              "IncompleteSignature",
              "X-Amz-Date must be yyyyMMddTHHmmssZ and X-Amz-Expires seconds: " + e.getMessage()));
    }
    if (!time.startsWith(scope.date())) {
      return Optional.of(
          refused("SignatureDoesNotMatch", "the credential's date is not that of X-Amz-Date"));
    }
    Instant now = clock.instant();
    if (now.isAfter(signedAt.plusSeconds(lifeSeconds))) {
      return Optional.of(
          refused(
              "ExpiredToken",
              "signed at %s for %d seconds, now it is %s".formatted(signedAt, lifeSeconds, now)));
    }
    return signedAt.isAfter(now.plus(CLOCK_SKEW))
        ? Optional.of(
            refused(
                "SignatureDoesNotMatch",
                "signed at %s, which is yet to come: now it is %s".formatted(signedAt, now)))
        : Optional.empty();
  }

  private static List<String> signed(List<String> raw) {
    List<String> signed = new ArrayList<>();
    for (String parameter : raw) {
      String name = name(parameter);
      if (!name.equals("x-amz-signature") && !name.equals("x-amz-security-token")) {
        signed.add(parameter);
      }
    }
    return signed;
  }

  private static Map<String, String> decoded(List<String> raw) {
    Map<String, String> decoded = new HashMap<>();
    for (String parameter : raw) {
      int equals = parameter.indexOf('=');
      decoded.put(name(parameter), equals < 0 ? "" : SigV4.decode(parameter.substring(equals + 1)));
    }
    return decoded;
  }

  private static String name(String parameter) {
    int equals = parameter.indexOf('=');
    return (equals < 0 ? parameter : parameter.substring(0, equals)).toLowerCase(Locale.ROOT);
  }

  private static Verdict refused(String fault, String reason) {
    return new Verdict.Refused(fault, reason);
  }
}
