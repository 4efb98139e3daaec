package io.ocppgateway.cli.register;

import io.ocppgateway.cli.shell.CommandFailure;
import io.ocppgateway.cli.shell.NamePart;
import io.ocppgateway.cli.shell.Target;
import io.ocppgateway.ocpp.registration.Pepper;
import java.util.List;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/// The secret that the gateway hashes passwords with.
final class PepperSecret {

  @Option(
      names = "--pepper-secret",
      paramLabel = "NAME",
      defaultValue = "CredentialPepper",
      description =
          "The secret in AWS Secrets Manager that the gateway hashes passwords with: its ARN, as the"
              + " stack's output credentialPepperArn has it, or a part of its name. Default:"
              + " ${DEFAULT-VALUE}.")
  private String name = "";

  /// What it holds.
  ///
  /// @throws CommandFailure if it is not there
  Pepper read(Target target) {
    try (SecretsManagerClient secrets = target.secretsManager()) {
      String secret = name.startsWith("arn:") ? name : named(secrets);
      return Pepper.of(secrets.getSecretValue(request -> request.secretId(secret)).secretString());
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("the secret %s holds %s".formatted(name, e.getMessage()), e);
    }
  }

  private String named(SecretsManagerClient secrets) {
    List<String> names =
        secrets.listSecretsPaginator().stream()
            .flatMap(page -> page.secretList().stream())
            .map(SecretListEntry::name)
            .toList();
    return NamePart.resolve("secret", name, names);
  }
}
