package io.ocppgateway.gateway.aws;

import io.ocppgateway.gateway.mqtt.endpoint.AwsCredentials;
import io.ocppgateway.gateway.mqtt.endpoint.CredentialsSource;
import io.ocppgateway.gateway.registry.CertificateRegistry;
import io.ocppgateway.gateway.registry.Registry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iot.IotClient;

/// The AWS account as the gateway sees it: with the task's role, in its region, at the endpoint
/// that `AWS_ENDPOINT_URL` names if it is set.
///
/// Its calls block; what is handed out runs them on virtual threads.
public final class Aws implements AutoCloseable, CredentialsSource {

  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final DefaultCredentialsProvider credentials =
      DefaultCredentialsProvider.builder().build();
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final DynamoDbClient dynamoDb;
  private final IotClient iot;

  /// Prepares the clients; calls nothing yet.
  public Aws(String region) {
    ClientOverrideConfiguration limits =
        ClientOverrideConfiguration.builder()
            .apiCallTimeout(CALL_TIMEOUT)
            .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
            .build();
    dynamoDb =
        DynamoDbClient.builder()
            .region(Region.of(region))
            .credentialsProvider(credentials)
            .httpClient(http)
            .overrideConfiguration(limits)
            .build();
    iot =
        IotClient.builder()
            .region(Region.of(region))
            .credentialsProvider(credentials)
            .httpClient(http)
            .overrideConfiguration(limits)
            .build();
  }

  /// Who is registered in this account.
  ///
  /// @param chargePointsTable name of the table whose key is `chargePointId`
  /// @param thingLookUpsPerSecond what this process may ask the registry of things, 0 for any
  ///   number
  public Registry registry(String chargePointsTable, int thingLookUpsPerSecond) {
    return new AwsRegistry(
        dynamoDb, iot, chargePointsTable, Pace.ofPerSecond(thingLookUpsPerSecond), threads);
  }

  /// Which certificates are registered in this account.
  public CertificateRegistry certificates() {
    return new AwsCertificates(iot, threads);
  }

  /// The host name of this account's AWS IoT Core, asked for now. Blocks.
  public String iotEndpoint() {
    return iot.describeEndpoint(request -> request.endpointType("iot:Data-ATS")).endpointAddress();
  }

  @Override
  public CompletionStage<AwsCredentials> credentials() {
    return CompletableFuture.supplyAsync(
        () -> {
          var keys = credentials.resolveCredentials();
          return new AwsCredentials(
              keys.accessKeyId(),
              keys.secretAccessKey(),
              keys instanceof AwsSessionCredentials session ? session.sessionToken() : null);
        },
        threads);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    dynamoDb.close();
    iot.close();
    http.close();
    credentials.close();
  }
}
