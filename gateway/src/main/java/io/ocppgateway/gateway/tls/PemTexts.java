package io.ocppgateway.gateway.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What PEM sources hold: files at the moment of asking, secrets as they were when they were last
/// [read][#readSecrets]. All fields of a secret are of one version, so that a certificate is never
/// put together with the key of another.
///
/// Not safe for use by several threads at once.
final class PemTexts {

  private final SecretStore store;
  private Map<String, SecretStore.Secret> secrets = Map.of();

  PemTexts(SecretStore store) {
    this.store = store;
  }

  /// Reads secrets. Blocks. Where one cannot be read, all stay as they were.
  ///
  /// @throws UnreadableSecret if that cannot be done
  void readSecrets(Collection<String> arns) {
    Map<String, SecretStore.Secret> read = new HashMap<>();
    arns.forEach(arn -> read.put(arn, store.read(arn)));
    secrets = read;
  }

  /// What it holds.
  ///
  /// @throws IllegalArgumentException if it cannot be read
  String text(PemSource source) {
    return switch (source) {
      case PemSource.InFile(Path path) -> read(path);
      case PemSource.InSecret(String arn) -> secret(arn).text();
      case PemSource.InSecretField(String arn, String field) -> {
        String text = field(arn, field);
        if (text == null) {
          throw new IllegalArgumentException(
              "there is no text %s in the JSON of %s; a certificate and its key go together"
                  .formatted(field, arn));
        }
        yield text;
      }
    };
  }

  /// Whether there is anything: fields may be missing.
  ///
  /// @throws IllegalArgumentException if the secret has no fields at all
  boolean has(PemSource source) {
    return switch (source) {
      case PemSource.InFile _, PemSource.InSecret _ -> true;
      case PemSource.InSecretField(String arn, String field) -> field(arn, field) != null;
    };
  }

  /// Changes when what it holds does.
  String stamp(PemSource source) {
    return switch (source) {
      case PemSource.InFile(Path path) -> stamp(path);
      case PemSource.InSecret(String arn) -> secret(arn).version();
      case PemSource.InSecretField(String arn, _) -> secret(arn).version();
    };
  }

  private SecretStore.Secret secret(String arn) {
    return Objects.requireNonNull(secrets.get(arn), "read before it is asked for");
  }

  private @Nullable String field(String arn, String field) {
    JsonNode fields;
    try {
      fields = JsonMapper.shared().readTree(secret(arn).text());
    } catch (JacksonException _) {
      // It could quote the secret.
      throw noObject(arn);
    }
    if (!fields.isObject()) {
      throw noObject(arn);
    }
    String text = fields.path(field).asString("");
    return text.isBlank() ? null : text;
  }

  private static IllegalArgumentException noObject(String arn) {
    return new IllegalArgumentException(
        "%s holds no JSON object; give it one with %s and %s, the same of RSA, or better both"
            .formatted(arn, KeyKind.ECDSA.certificateField(), KeyKind.ECDSA.keyField()));
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new IllegalArgumentException("%s cannot be read: %s".formatted(path, e), e);
    }
  }

  private static String stamp(Path path) {
    try {
      return "%s %d".formatted(Files.getLastModifiedTime(path), Files.size(path));
    } catch (IOException _) {
      // It is being replaced, or gone: reading it will tell.
      return "gone";
    }
  }
}
