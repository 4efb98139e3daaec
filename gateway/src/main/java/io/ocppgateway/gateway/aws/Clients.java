package io.ocppgateway.gateway.aws;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// The clients of the AWS SDK, and what they share. To make them takes longer than all the rest of
/// a start; they call nothing yet then.
record Clients(
    String region,
    DefaultCredentialsProvider credentials,
    SdkHttpClient http,
    DynamoDbClient dynamoDb,
    IotClient iot)
    implements AutoCloseable {

  private static final ClientOverrideConfiguration LIMITS =
      ClientOverrideConfiguration.builder()
          .apiCallTimeout(Duration.ofSeconds(5))
          .apiCallAttemptTimeout(Duration.ofSeconds(2))
          .build();

  static Clients of(String region) {
    DefaultCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
    SdkHttpClient http = UrlConnectionHttpClient.create();
    return new Clients(
        region,
        credentials,
        http,
        configured(DynamoDbClient.builder(), region, credentials).httpClient(http).build(),
        configured(IotClient.builder(), region, credentials).httpClient(http).build());
  }

  /// A client for secrets, which few gateways need. Whoever has it made closes it.
  SecretsManagerClient newSecretsManager() {
    return configured(SecretsManagerClient.builder(), region, credentials).httpClient(http).build();
  }

  private static <B extends AwsClientBuilder<B, ?>> B configured(
      B builder, String region, AwsCredentialsProvider credentials) {
    return builder
        .region(Region.of(region))
        .credentialsProvider(credentials)
        .overrideConfiguration(LIMITS);
  }

  @Override
  public void close() {
    dynamoDb.close();
    iot.close();
    http.close();
    credentials.close();
  }
}
