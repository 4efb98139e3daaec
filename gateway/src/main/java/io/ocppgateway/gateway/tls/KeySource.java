package io.ocppgateway.gateway.tls;

/// Where a server certificate and its key come from.
///
/// @param certificate with its chain, the server's first
/// @param key PKCS #8, not encrypted
public record KeySource(KeyKind kind, PemSource certificate, PemSource key) {

  /// The fields of a secret that has certificates of one kind or of both: `ecdsaCertificate`,
  /// `ecdsaKey`, `rsaCertificate`, `rsaKey`.
  public static KeySource inSecret(KeyKind kind, String arn) {
    return new KeySource(
        kind,
        new PemSource.InSecretField(arn, kind.certificateField()),
        new PemSource.InSecretField(arn, kind.keyField()));
  }

  /// Whether any of it is there.
  boolean isIn(PemTexts texts) {
    return texts.has(certificate) || texts.has(key);
  }
}
