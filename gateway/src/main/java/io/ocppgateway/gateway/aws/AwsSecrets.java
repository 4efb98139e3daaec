package io.ocppgateway.gateway.aws;

import io.ocppgateway.gateway.tls.SecretStore;
import io.ocppgateway.gateway.tls.UnreadableSecret;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/// Reads secrets from AWS Secrets Manager, the version that is current.
final class AwsSecrets implements SecretStore, AutoCloseable {

  private final Supplier<Clients> clients;
  private @Nullable SecretsManagerClient client;

  /// Makes no client before a secret is read.
  AwsSecrets(Supplier<Clients> clients) {
    this.clients = clients;
  }

  @Override
  public Secret read(String arn) {
    try {
      GetSecretValueResponse found = client().getSecretValue(request -> request.secretId(arn));
      if (found.secretString() == null) {
        throw new UnreadableSecret(arn + " holds bytes; give it a text");
      }
      return new Secret(found.versionId(), found.secretString());
    } catch (SdkException e) {
      throw new UnreadableSecret(
          "%s cannot be read from Secrets Manager: %s".formatted(arn, e.getMessage()), e);
    }
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
    }
  }

  private synchronized SecretsManagerClient client() {
    if (client == null) {
      client = clients.get().newSecretsManager();
    }
    return client;
  }
}
