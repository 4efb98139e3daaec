package io.ocppgateway.cli;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.regions.Region;

/// The signed query of a WebSocket upgrade to AWS IoT: SigV4 in the URL, for the service
/// `iotdevicegateway`.
///
/// AWS IoT leaves the session token out of what is signed; it follows the signature.
final class PresignedConnect {

  private static final String SERVICE = "iotdevicegateway";
  private static final Duration VALIDITY = Duration.ofMinutes(5);

  private PresignedConnect() {}

  /// The query, without `?`.
  ///
  /// @param upgrade scheme, host, port and path of the upgrade; `https` for `wss`
  static String query(URI upgrade, AwsCredentialsIdentity credentials, Region region, Clock clock) {
    SdkHttpRequest request =
        SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(upgrade).build();
    AwsCredentialsIdentity withoutToken =
        AwsCredentialsIdentity.create(credentials.accessKeyId(), credentials.secretAccessKey());
    String signed =
        AwsV4HttpSigner.create()
            .sign(sign ->
                sign.identity(withoutToken)
                    .request(request)
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                    .putProperty(
                        AwsV4FamilyHttpSigner.AUTH_LOCATION,
                        AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, VALIDITY)
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock))
            .request()
            .encodedQueryParameters()
            .orElseThrow();
    return credentials instanceof AwsSessionCredentialsIdentity session
        ? signed
            + "&X-Amz-Security-Token="
            + URLEncoder.encode(session.sessionToken(), StandardCharsets.UTF_8)
        : signed;
  }
}
