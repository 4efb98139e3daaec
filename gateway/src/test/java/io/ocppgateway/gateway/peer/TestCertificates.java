package io.ocppgateway.gateway.peer;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// Self-signed certificates of a server on localhost and of its client; the authority of both is
/// the two of them.
///
/// @param authority PEM file with both certificates
public record TestCertificates(
    Path authority,
    Path serverCertificate,
    Path serverKey,
    Path clientCertificate,
    Path clientKey) {

  public static TestCertificates create(Path directory) throws Exception {
    X509Bundle server = selfSigned("CN=server", Algorithm.ecp256);
    X509Bundle client = selfSigned("CN=client", Algorithm.ecp256);
    return new TestCertificates(
        Files.writeString(
            directory.resolve("authority.pem"),
            server.getCertificatePEM() + client.getCertificatePEM()),
        writeCertificate(directory, "server", server),
        writeKey(directory, "server", server),
        writeCertificate(directory, "client", client),
        writeKey(directory, "client", client));
  }

  /// A certificate for localhost, that is good for a day.
  public static X509Bundle selfSigned(String subject, Algorithm algorithm) throws Exception {
    Instant now = Instant.now();
    return new CertificateBuilder()
        .subject(subject)
        .algorithm(algorithm)
        .notBefore(now.minus(Duration.ofHours(1)))
        .notAfter(now.plus(Duration.ofDays(1)))
        .addSanDnsName("localhost")
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }

  /// Writes `NAME.crt`.
  public static Path writeCertificate(Path directory, String name, X509Bundle bundle)
      throws Exception {
    return Files.writeString(directory.resolve(name + ".crt"), bundle.getCertificatePEM());
  }

  /// Writes `NAME.key`.
  public static Path writeKey(Path directory, String name, X509Bundle bundle) throws Exception {
    return Files.writeString(directory.resolve(name + ".key"), bundle.getPrivateKeyPEM());
  }
}
