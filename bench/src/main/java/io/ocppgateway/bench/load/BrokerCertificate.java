package io.ocppgateway.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.ocppgateway.bench.machine.PinnedProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;

/// A certificate of its own for a broker on localhost, of the kind that AWS IoT Core has: ECDSA on
/// P-256.
///
/// @param authority PEM file of the certificate, which signs itself
/// @param context of the broker: BoringSSL, TLS 1.3, sessions are resumed
public record BrokerCertificate(Path authority, SslContext context) {

  private static final String PASSWORD = "changeit";
  private static final String ALIAS = "broker";

  /// Makes one with the JDK's keytool.
  ///
  /// @throws IllegalStateException where BoringSSL does not load
  public static BrokerCertificate create(Path directory) {
    OpenSsl.ensureAvailability();
    try {
      Path store = directory.resolve("broker.p12");
      Files.deleteIfExists(store);
      PinnedProcess.run(keytool(store), directory);
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD.toCharArray());
      }
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys, PASSWORD.toCharArray());
      Path authority = directory.resolve("authority.pem");
      Files.writeString(authority, pem(keys.getCertificate(ALIAS).getEncoded()));
      return new BrokerCertificate(
          authority,
          SslContextBuilder.forServer(factory)
              .sslProvider(SslProvider.OPENSSL)
              .protocols("TLSv1.3")
              .build());
    } catch (IOException e) {
      throw new UncheckedIOException("the broker's certificate cannot be made", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the broker's certificate cannot be read back", e);
    }
  }

  private static List<String> keytool(Path store) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        ALIAS,
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost",
        "-ext",
        "bc:c=ca:true",
        "-validity",
        "2",
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString(),
        "-storepass",
        PASSWORD);
  }

  private static String pem(byte[] der) {
    String base64 = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der);
    return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n".formatted(base64);
  }
}
