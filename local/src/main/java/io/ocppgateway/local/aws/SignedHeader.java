package io.ocppgateway.local.aws;

import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads and checks the header `Authorization` of AWS Signature Version 4.
///
/// A key that was issued to a role must sign rightly, so that what the role may do can be judged.
/// Any other key is the operator's, whatever its secret: on this machine everyone is. Safe for use
/// by many threads.
final class SignedHeader {

  private static final Pattern FORM =
      Pattern.compile(
          SigV4.ALGORITHM
              + "\\s+Credential=([^,\\s]+),\\s*SignedHeaders=([^,\\s]+),\\s*Signature=([0-9a-f]+)");
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(15);

  private final Principals principals;
  private final Clock clock;

  SignedHeader(Principals principals, Clock clock) {
    this.principals = principals;
    this.clock = clock;
  }

  /// The service for which the request was signed, empty if it was not signed.
  static String service(Map<String, String> headers) {
    Matcher form = FORM.matcher(headers.getOrDefault("authorization", ""));
    return form.matches()
        ? CredentialScope.parse(form.group(1)).map(CredentialScope::service).orElse("")
        : "";
  }

  /// Checks a request.
  ///
  /// @param path the raw path
  /// @param rawQuery what follows the question mark, as it stood in the URL
  /// @param headers by lower-case name
  Verdict check(
      String method, String path, String rawQuery, Map<String, String> headers, Buffer body) {
    Matcher form = FORM.matcher(headers.getOrDefault("authorization", ""));
    Optional<CredentialScope> scope =
        form.matches() ? CredentialScope.parse(form.group(1)) : Optional.empty();
    Optional<AccessKey> key = scope.flatMap(it -> principals.find(it.accessKeyId()));
    if (scope.isEmpty() || key.isEmpty() || key.get().principal().equals(Principal.OPERATOR)) {
      return new Verdict.Verified(Principal.OPERATOR);
    }
    String time = headers.getOrDefault("x-amz-date", "");
    if (!timely(time)) {
      return new Verdict.Refused(
          "RequestExpired",
          "X-Amz-Date must be within %d minutes of now, was '%s'"
              .formatted(CLOCK_SKEW.toMinutes(), time));
    }
    if (!SigV4.same(headers.getOrDefault("x-amz-security-token", ""), key.get().sessionToken())) {
      return new Verdict.Refused(
          "InvalidClientTokenId", "X-Amz-Security-Token is not the session token of " + key.get());
    }
    List<String> signedHeaders = Arrays.asList(form.group(2).split(";"));
    String canonical =
        SigV4.canonicalRequest(
            method, path, SigV4.parameters(rawQuery), headers, signedHeaders, SigV4.hash(body));
    String expected = SigV4.signature(key.get().secretAccessKey(), scope.get(), time, canonical);
    return SigV4.same(expected, form.group(3))
        ? new Verdict.Verified(key.get().principal())
        : new Verdict.Refused(
            "SignatureDoesNotMatch", "the signature is not the one of " + key.get());
  }

  private boolean timely(String time) {
    try {
      return Duration.between(AmzDate.parse(time), clock.instant()).abs().compareTo(CLOCK_SKEW)
          <= 0;
    } catch (DateTimeException _) {
      return false;
    }
  }
}
