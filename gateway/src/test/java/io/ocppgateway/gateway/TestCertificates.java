package io.ocppgateway.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Self-signed certificates of a broker on localhost and of its client, made by the JDK's keytool;
/// the authority of both is the two of them.
///
/// @param authority PEM file with both certificates
record TestCertificates(
    Path authority,
    Path serverCertificate,
    Path serverKey,
    Path clientCertificate,
    Path clientKey) {

  private static final String PASSWORD = "changeit";

  static TestCertificates create(Path directory)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path server = newKeyStore(directory, "server");
    Path client = newKeyStore(directory, "client");
    Path authority = directory.resolve("authority.pem");
    Path serverCertificate = writePem(server, "server", true);
    Path clientCertificate = writePem(client, "client", true);
    Files.writeString(
        authority, Files.readString(serverCertificate) + Files.readString(clientCertificate));
    return new TestCertificates(
        authority,
        serverCertificate,
        writePem(server, "server", false),
        clientCertificate,
        writePem(client, "client", false));
  }

  private static Path newKeyStore(Path directory, String name)
      throws IOException, InterruptedException {
    Path store = directory.resolve(name + ".p12");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(
        List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-dname", "CN=" + name, "-ext", "san=dns:localhost", "-validity", "2"));
    command.addAll(List.of("-ext", "bc:c=ca:true"));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString()));
    command.addAll(List.of("-storepass", PASSWORD));
    Process keytool = new ProcessBuilder(command).inheritIO().start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    return store;
  }

  private static Path writePem(Path store, String name, boolean certificate)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    String label = certificate ? "CERTIFICATE" : "PRIVATE KEY";
    byte[] der =
        certificate
            ? keys.getCertificate(name).getEncoded()
            : keys.getKey(name, PASSWORD.toCharArray()).getEncoded();
    String base64 = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der);
    Path file = store.resolveSibling(name + (certificate ? ".crt" : ".key"));
    return Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label));
  }
}
