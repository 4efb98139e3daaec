package io.ocppgateway.gateway.tls;

/// Keeps secrets, each with an ARN, and lets them be renewed.
@FunctionalInterface
public interface SecretStore {

  /// A secret at a moment.
  ///
  /// @param version another one whenever the text is
  /// @param text never to be logged
  record Secret(String version, String text) {

    /// Without its text.
    @Override
    public String toString() {
      return "Secret[%s, redacted]".formatted(version);
    }
  }

  /// Reads the secret as it is now. Blocks.
  ///
  /// @throws UnreadableSecret if that cannot be done
  Secret read(String arn);
}
