package io.ocppgateway.gateway.aws;

import io.ocppgateway.gateway.mqtt.endpoint.AwsCredentials;
import io.ocppgateway.gateway.mqtt.endpoint.CredentialsSource;
import io.ocppgateway.gateway.registry.CertificateRegistry;
import io.ocppgateway.gateway.registry.Registry;
import io.ocppgateway.gateway.tls.SecretStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/// The AWS account as the gateway sees it: with the task's role, in its region, at the endpoint
/// that `AWS_ENDPOINT_URL` names if it is set.
///
/// Its calls block; what is handed out runs them on virtual threads, but for [#secrets].
public final class Aws implements AutoCloseable, CredentialsSource {

  private final String region;
  private final LookUpRates rates;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AwsSecrets secrets = new AwsSecrets(this::clients);
  private @Nullable Clients clients;

  /// Calls nothing yet, and makes no client before it is needed or [#prepare] is called.
  public Aws(String region, LookUpRates rates) {
    this.region = region;
    this.rates = rates;
  }

  /// Makes the clients, beside whatever else is going on. Who needs one meanwhile waits for it.
  ///
  /// @return completes when that is done, exceptionally if it cannot be
  public CompletableFuture<Void> prepare() {
    return CompletableFuture.runAsync(this::clients, threads);
  }

  /// Who is registered in this account.
  ///
  /// @param chargePointsTable name of the table whose key is `chargePointId`
  public Registry registry(String chargePointsTable) {
    return new AwsRegistry(
        () -> clients().dynamoDb(),
        () -> clients().iot(),
        chargePointsTable,
        Pace.ofPerSecond(rates.things()),
        threads);
  }

  /// Which certificates are registered in this account.
  public CertificateRegistry certificates() {
    return new AwsCertificates(() -> clients().iot(), rates.certificates(), threads);
  }

  /// The secrets of this account. Unlike the rest, reading one blocks the caller.
  public SecretStore secrets() {
    return secrets;
  }

  /// The host name of this account's AWS IoT Core, asked for now.
  public CompletionStage<String> iotEndpoint() {
    return CompletableFuture.supplyAsync(
        () ->
            clients()
                .iot()
                .describeEndpoint(request -> request.endpointType("iot:Data-ATS"))
                .endpointAddress(),
        threads);
  }

  @Override
  public CompletionStage<AwsCredentials> credentials() {
    return CompletableFuture.supplyAsync(
        () -> {
          var keys = clients().credentials().resolveCredentials();
          return new AwsCredentials(
              keys.accessKeyId(),
              keys.secretAccessKey(),
              keys instanceof AwsSessionCredentials session ? session.sessionToken() : null);
        },
        threads);
  }

  @Override
  public synchronized void close() {
    threads.shutdownNow();
    secrets.close();
    if (clients != null) {
      clients.close();
    }
  }

  private synchronized Clients clients() {
    if (clients == null) {
      clients = Clients.of(region);
    }
    return clients;
  }
}
