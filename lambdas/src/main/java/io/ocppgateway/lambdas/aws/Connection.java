package io.ocppgateway.lambdas.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/// How AWS is reached: where, as whom, over what.
///
/// The environment comes in as a map, not from the process: several functions with environments of
/// their own may live in one.
record Connection(
    Region region,
    AwsCredentialsProvider credentials,
    SdkHttpClient http,
    Map<String, String> environment) {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

  static Connection of(Map<String, String> environment) {
    String region = environment.get(SdkSystemSetting.AWS_REGION.environmentVariable());
    if (region == null) {
      throw new IllegalArgumentException("AWS_REGION is not set; Lambda sets it by itself");
    }
    return new Connection(
        Region.of(region),
        credentials(environment),
        // The JDK's own HTTP: the smallest of the SDK's clients and the quickest to start.
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(READ_TIMEOUT)
            .build(),
        environment);
  }

  /// One endpoint for all services, where the environment names one.
  Optional<URI> endpoint() {
    return Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")).map(URI::create);
  }

  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B applyTo(B builder) {
    builder.region(region).credentialsProvider(credentials).httpClient(http);
    endpoint().ifPresent(builder::endpointOverride);
    return builder;
  }

  private static AwsCredentialsProvider credentials(Map<String, String> environment) {
    String key = environment.get(SdkSystemSetting.AWS_ACCESS_KEY_ID.environmentVariable());
    String secret = environment.get(SdkSystemSetting.AWS_SECRET_ACCESS_KEY.environmentVariable());
    if (key == null || secret == null) {
      // With SnapStart, credentials come from an endpoint, fresh after each restore.
      return DefaultCredentialsProvider.builder().build();
    }
    String token = environment.get(SdkSystemSetting.AWS_SESSION_TOKEN.environmentVariable());
    return StaticCredentialsProvider.create(
        token == null
            ? AwsBasicCredentials.create(key, secret)
            : AwsSessionCredentials.create(key, secret, token));
  }
}
