package io.ocppgateway.cli.register;

import io.ocppgateway.cli.shell.CommandFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of charge points that prove who they are by a certificate.
final class CertificateOptions {

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description =
          "The charge point's own certificate, PEM, for security profile 3: it is registered in AWS IoT,"
              + " whoever issued it, and attached to the thing. Only its first certificate counts.")
  private @Nullable Path file;

  @Option(
      names = "--serial-number",
      paramLabel = "TEXT",
      description =
          "What a certificate of one of the gateway's authorities names (CN), for security profile 3."
              + " Default: the identity.")
  private @Nullable String serialNumber;

  boolean isGiven() {
    return file != null || serialNumber != null;
  }

  /// What is wrong with them, null for nothing.
  ///
  /// @param chargePoints how many they are for
  @Nullable String fault(int chargePoints) {
    return isGiven() && chargePoints > 1
        ? "--certificate and --serial-number are for one charge point"
        : null;
  }

  /// Null if it is the identity.
  @Nullable String serialNumber() {
    return serialNumber;
  }

  /// The certificate, null if there is none to register.
  ///
  /// @throws CommandFailure if the file does not hold one
  @Nullable X509Certificate certificate() {
    if (file == null) {
      return null;
    }
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new CommandFailure("cannot read the certificate: " + e, e);
    } catch (GeneralSecurityException e) {
      throw new CommandFailure(
          "%s does not begin with a certificate in PEM: %s".formatted(file, e.getMessage()), e);
    }
  }
}
