package io.ocppgateway.gateway.peer;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

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

  /// A connection of the JDK's, that trusts one certificate.
  public static SSLSocket connect(int port, X509Bundle trusted)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("server", trusted.getCertificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    socket.startHandshake();
    return socket;
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
