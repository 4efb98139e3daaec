package io.ocppgateway.local.aws;

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

/// URLs signed by the AWS SDK's own signer, as AWS IoT device SDKs sign them.
public final class SignedUrls {

  private SignedUrls() {}

  /// The signed query, with the session token appended unsigned.
  public static String query(AccessKey key, String service, URI uri, Clock clock) {
    SdkHttpRequest request = SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(uri).build();
    String query =
        AwsV4HttpSigner.create()
            .sign(r ->
                r.identity(AwsCredentialsIdentity.create(key.accessKeyId(), key.secretAccessKey()))
                    .request(request)
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                    .putProperty(
                        AwsV4FamilyHttpSigner.AUTH_LOCATION,
                        AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(5))
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock))
            .request()
            .encodedQueryParameters()
            .orElseThrow();
    return key.sessionToken().isEmpty()
        ? query
        : query
            + "&X-Amz-Security-Token="
            + URLEncoder.encode(key.sessionToken(), StandardCharsets.UTF_8);
  }
}
