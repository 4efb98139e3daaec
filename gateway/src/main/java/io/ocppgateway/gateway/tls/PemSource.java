package io.ocppgateway.gateway.tls;

import java.nio.file.Path;

/// Where a PEM text comes from. [PemTexts] has what it holds.
public sealed interface PemSource {

  /// A file, which may be replaced at any time.
  record InFile(Path path) implements PemSource {

    @Override
    public String toString() {
      return path.toString();
    }
  }

  /// All of a secret, of which there may be a new version at any time.
  record InSecret(String arn) implements PemSource {

    @Override
    public String toString() {
      return arn;
    }
  }

  /// A field of a secret that is a JSON object.
  record InSecretField(String arn, String field) implements PemSource {

    @Override
    public String toString() {
      return "%s of %s".formatted(field, arn);
    }
  }
}
