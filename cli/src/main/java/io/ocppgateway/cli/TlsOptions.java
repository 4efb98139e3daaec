package io.ocppgateway.cli;

import io.ocppgateway.simulator.options.Credentials;
import io.ocppgateway.simulator.websocket.Trust;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a simulated charge point speaks TLS.
final class TlsOptions {

  @Option(
      names = "--client-certificate",
      paramLabel = "FILE",
      description = "Its certificate and what leads to its issuer, PEM, for security profile 3.")
  private @Nullable Path certificate;

  @Option(
      names = "--client-key",
      paramLabel = "FILE",
      description = "The key of its certificate, PEM, PKCS #8, not encrypted.")
  private @Nullable Path key;

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      description =
          "Certificates that the gateway's must lead to, or be, PEM. Default: those that Java trusts.")
  private @Nullable Path trusted;

  /// What is wrong with the options together, null for nothing.
  @Nullable String fault(boolean hasPassword) {
    if ((certificate == null) != (key == null)) {
      return "--client-certificate and --client-key go together";
    }
    return certificate != null && hasPassword
        ? "a charge point has a password or a certificate; give one of them"
        : null;
  }

  Trust trust() {
    return new Trust(trusted);
  }

  /// Its certificate, if it has one.
  Credentials credentials() {
    return certificate == null || key == null
        ? Credentials.NONE
        : new Credentials.Certificate(certificate, key);
  }
}
