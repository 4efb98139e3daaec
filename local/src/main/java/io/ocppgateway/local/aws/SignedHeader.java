package io.ocppgateway.local.aws;

import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Checks requests that are signed in the header `Authorization`.
///
/// A key that was issued to a role must sign rightly, so that what the role may do can be judged.
/// Any other key is the operator's, whatever its secret: on this machine everyone is. Safe for use
/// by many threads.
final class SignedHeader {

  private static final Duration CLOCK_SKEW = Duration.ofMinutes(15);

  private final Principals principals;
  private final Clock clock;
  private final SigningKeys keys = new SigningKeys();

  SignedHeader(Principals principals, Clock clock) {
    this.principals = principals;
    this.clock = clock;
  }

  /// Checks a request that is signed.
  ///
  /// @param authorization its header of this name
  /// @param path the raw path
  /// @param rawQuery what follows the question mark, as it stood in the URL
  /// @param headers by lower-case name
  Verdict check(
      Authorization authorization,
      String method,
      String path,
      String rawQuery,
      Map<String, String> headers,
      Buffer body) {
    CredentialScope scope = authorization.scope();
    Optional<AccessKey> key = principals.find(scope.accessKeyId());
    if (key.isEmpty() || key.get().principal().equals(Principal.OPERATOR)) {
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
    String canonical =
        SigV4.canonicalRequest(
            method,
            path,
            SigV4.parameters(rawQuery),
            headers,
            authorization.signedHeaders(),
            SigV4.hash(body));
    String expected = SigV4.signature(keys.of(key.get(), scope), scope, time, canonical);
    return SigV4.same(expected, authorization.signature())
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
