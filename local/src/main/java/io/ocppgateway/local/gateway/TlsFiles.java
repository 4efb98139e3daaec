package io.ocppgateway.local.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ocppgateway.local.process.ProcessFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.JsonNodeFactory;

/// Server certificates for gateways on this machine that end TLS themselves: one of each kind, made
/// by the JDK's keytool, signed by themselves, good for a year.
///
/// @param directory in which they are
public record TlsFiles(Path directory) {

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final int TIMEOUT_SECONDS = 60;
  private static final String OWNER_ONLY = "rw-------";

  private static final Map<String, List<String>> KEYS =
      Map.of(
          "ecdsa", List.of("-keyalg", "EC", "-groupname", "secp256r1"),
          "rsa", List.of("-keyalg", "RSA", "-keysize", "2048"));

  /// Those of a directory, which are made unless they are there.
  ///
  /// @throws ProcessFailedException if keytool fails
  /// @throws UncheckedIOException if the directory cannot be written to
  public static TlsFiles in(Path directory) {
    TlsFiles files = new TlsFiles(directory.toAbsolutePath());
    try {
      if (!Files.exists(files.trusted())) {
        Files.createDirectories(files.directory());
        for (Map.Entry<String, List<String>> key : KEYS.entrySet()) {
          files.make(key.getKey(), key.getValue());
        }
        Files.writeString(
            files.trusted(),
            Files.readString(files.certificate("ecdsa"))
                + Files.readString(files.certificate("rsa")));
      }
      if (!Files.exists(files.clientAuthorities())) {
        Files.copy(files.trusted(), files.clientAuthorities());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make certificates in " + directory, e);
    }
    return files;
  }

  /// Both certificates: whom charge points have to trust.
  public Path trusted() {
    return directory.resolve("trusted.pem");
  }

  /// Who may issue certificates of charge points, for whoever tries that out: at first the server's
  /// own, whose keys are here too.
  public Path clientAuthorities() {
    return directory.resolve("client-authorities.pem");
  }

  /// What the operator's secret of certificates holds.
  ///
  /// @throws UncheckedIOException if a file cannot be read
  public String secret() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("ecdsaCertificate", read(certificate("ecdsa")))
        .put("ecdsaKey", read(key("ecdsa")))
        .put("rsaCertificate", read(certificate("rsa")))
        .put("rsaKey", read(key("rsa")))
        .toString();
  }

  /// What the operator's secret of authorities holds.
  ///
  /// @throws UncheckedIOException if the file cannot be read
  public String clientAuthoritiesSecret() {
    return read(clientAuthorities());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /// The certificate of a kind.
  ///
  /// @param kind `ecdsa` or `rsa`
  public Path certificate(String kind) {
    return directory.resolve(kind + ".crt");
  }

  /// The key of a kind.
  ///
  /// @param kind `ecdsa` or `rsa`
  public Path key(String kind) {
    return directory.resolve(kind + ".key");
  }

  private void make(String kind, List<String> algorithm) throws IOException {
    Path store = Files.createTempFile(directory, kind, ".p12");
    try {
      Files.delete(store);
      runKeytool(kind, algorithm, store);
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD);
      }
      Files.writeString(
          certificate(kind), pem("CERTIFICATE", keys.getCertificate(kind).getEncoded()));
      Files.writeString(key(kind), pem("PRIVATE KEY", keys.getKey(kind, PASSWORD).getEncoded()));
      if (key(kind).getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(key(kind), PosixFilePermissions.fromString(OWNER_ONLY));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK cannot read what its keytool has made", e);
    } finally {
      Files.deleteIfExists(store);
    }
  }

  private static void runKeytool(String kind, List<String> algorithm, Path store)
      throws IOException {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    ProcessBuilder command = new ProcessBuilder(keytool, "-genkeypair", "-alias", kind);
    command.command().addAll(algorithm);
    command.command().addAll(List.of("-dname", "CN=localhost", "-validity", "365"));
    command.command().addAll(List.of("-ext", "san=dns:localhost,ip:127.0.0.1"));
    command.command().addAll(List.of("-ext", "bc:c=ca:true"));
    command.command().addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString()));
    command.command().addAll(List.of("-storepass", new String(PASSWORD)));
    Process process = command.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), US_ASCII);
    if (!ended(process) || process.exitValue() != 0) {
      throw new ProcessFailedException("keytool could not make a certificate: " + said.strip());
    }
  }

  private static boolean ended(Process process) {
    try {
      return process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            label, Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der), label);
  }
}
