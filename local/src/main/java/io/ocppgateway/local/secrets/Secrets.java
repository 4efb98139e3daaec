package io.ocppgateway.local.secrets;

import io.ocppgateway.local.template.Resource;
import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.template.Template;
import io.ocppgateway.local.template.TemplateException;
import io.ocppgateway.local.template.TemplateValue;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The secrets of a template, and those of the operator that it refers to. Immutable; safe for
/// every thread.
public final class Secrets {

  /// What Secrets Manager generates where the template asks for no length.
  private static final long DEFAULT_LENGTH = 32;

  /// Properties of a generated value that are honoured: values here are letters and digits anyway.
  private static final List<String> HONOURED = List.of("PasswordLength", "ExcludePunctuation");

  private final Map<String, Secret> byArn;

  private final Surroundings surroundings;

  private Secrets(Map<String, Secret> byArn, Surroundings surroundings) {
    this.byArn = byArn;
    this.surroundings = surroundings;
  }

  /// The template's secrets with the values that they had before on this machine, or new ones.
  ///
  /// @param directory keeps the values
  /// @throws io.ocppgateway.local.template.TemplateException if one is of a kind that is not here
  public static Secrets of(Template template, Surroundings surroundings, Path directory) {
    Map<String, Secret> secrets = new LinkedHashMap<>();
    for (Resource resource : template.resources("AWS::SecretsManager::Secret")) {
      String name = resource.physicalName();
      String value = SecretFile.read(directory.resolve(name), length(resource));
      String arn = surroundings.secretArn(name);
      secrets.put(arn, new Secret(name, arn, () -> value));
    }
    return new Secrets(secrets, surroundings);
  }

  /// These, and one that the operator made.
  ///
  /// @param arn with the six characters that Secrets Manager appends to a name
  /// @param text what it holds, asked for at each look
  public Secrets with(String arn, Supplier<String> text) {
    Map<String, Secret> more = new LinkedHashMap<>(byArn);
    more.put(arn, new Secret(nameIn(arn), arn, text));
    return new Secrets(more, surroundings);
  }

  private static String nameIn(String arn) {
    String nameAndMore = arn.substring(arn.lastIndexOf(':') + 1);
    return nameAndMore.replaceFirst("-[A-Za-z0-9]{6}$", "");
  }

  private static int length(Resource resource) {
    TemplateValue generated =
        resource
            .properties()
            .find("GenerateSecretString")
            .orElseThrow(() ->
                resource
                    .properties()
                    .fault("only a secret whose value is generated can be had here"));
    generated
        .entries()
        .forEach((property, value) -> {
          if (!HONOURED.contains(property)) {
            throw value.fault(
                "%s of a generated secret cannot be honoured here".formatted(property));
          }
        });
    return Math.toIntExact(generated.numberOr("PasswordLength", DEFAULT_LENGTH));
  }

  /// The value of the secret with this ARN.
  ///
  /// @param position where the template asks for it
  /// @throws TemplateException if it is none of the template's
  public String value(String arn, String position) {
    Secret secret = byArn.get(arn);
    if (secret == null) {
      throw new TemplateException(
          position, "only a whole secret of this template can be had here, not " + arn);
    }
    return secret.value().text();
  }

  /// The ARN of the secret of this ARN or name, whether there is one or not.
  String arn(String arnOrName) {
    return arnOrName.startsWith("arn:") ? arnOrName : surroundings.secretArn(arnOrName);
  }

  Collection<Secret> all() {
    return byArn.values();
  }

  /// The secret of this ARN or name.
  Optional<Secret> find(String arnOrName) {
    return byArn.values().stream()
        .filter(secret -> secret.arn().equals(arnOrName) || secret.name().equals(arnOrName))
        .findAny();
  }
}
