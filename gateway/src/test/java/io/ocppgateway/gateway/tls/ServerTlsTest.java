package io.ocppgateway.gateway.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which certificates a listener shows, and what becomes of files that change.
final class ServerTlsTest {

  private static final Duration NEVER = Duration.ofDays(1);

  private static X509Bundle first;
  private static X509Bundle second;

  @TempDir private Path directory;
  private Path certificate;
  private Path key;
  private long writes;
  private final List<TestPair> all = new ArrayList<>();

  @BeforeAll
  static void issue() throws Exception {
    first = selfSigned(Algorithm.ecp256);
    second = selfSigned(Algorithm.ecp256);
  }

  @BeforeEach
  void write() throws Exception {
    certificate = directory.resolve("server.crt");
    key = directory.resolve("server.key");
    replace(certificate, first.getCertificatePEM());
    replace(key, first.getPrivateKeyPEM());
  }

  @Test
  void newFilesAreForNewConnections() throws Exception {
    try (ServerTls tls = ServerTls.start(ecdsa(), NEVER)) {
      TestPair before = connect(tls);
      replace(certificate, second.getCertificatePEM());
      replace(key, second.getPrivateKeyPEM());

      tls.look();

      assertThat(connect(tls).serverCertificate()).isEqualTo(second.getCertificate());
      assertThat(before.serverCertificate()).isEqualTo(first.getCertificate());
      assertThat(before.echo("still there")).isEqualTo("still there");
    }
  }

  @Test
  void filesThatDoNotGoTogetherLeaveTheOldOnes() throws Exception {
    try (ServerTls tls = ServerTls.start(ecdsa(), NEVER)) {
      replace(certificate, second.getCertificatePEM());

      tls.look();

      assertThat(connect(tls).serverCertificate()).isEqualTo(first.getCertificate());
      replace(key, second.getPrivateKeyPEM());
      tls.look();
      assertThat(connect(tls).serverCertificate()).isEqualTo(second.getCertificate());
    }
  }

  @Test
  void rubbishLeavesTheOldCertificate() throws Exception {
    try (ServerTls tls = ServerTls.start(ecdsa(), NEVER)) {
      replace(certificate, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

      tls.look();

      assertThat(connect(tls).serverCertificate()).isEqualTo(first.getCertificate());
    }
  }

  @Test
  void fileThatIsGoneLeavesTheOldCertificate() throws Exception {
    try (ServerTls tls = ServerTls.start(ecdsa(), NEVER)) {
      Files.delete(key);

      tls.look();

      assertThat(connect(tls).serverCertificate()).isEqualTo(first.getCertificate());
    }
  }

  @Test
  void oneCertificateOfEitherKindIsEnough() throws Exception {
    X509Bundle rsa = selfSigned(Algorithm.rsa2048);
    TlsSettings settings =
        new TlsSettings(
            List.of(
                new KeySource(
                    KeyKind.RSA,
                    new PemSource.InVariable("CERTIFICATE", rsa.getCertificatePEM()),
                    new PemSource.InVariable("KEY", rsa.getPrivateKeyPEM()))),
            null,
            null);

    try (ServerTls tls = ServerTls.start(settings, NEVER)) {

      assertThat(connect(tls).serverCertificate()).isEqualTo(rsa.getCertificate());
    }
  }

  @Test
  void keyOfAnotherCertificateIsToldAtTheStart() throws Exception {
    replace(key, second.getPrivateKeyPEM());

    assertThatThrownBy(() -> ecdsa().check())
        .hasMessage(
            "the key in %s is not the one of the certificate in %s".formatted(key, certificate));
  }

  @Test
  void certificateOfAnotherKindIsToldAtTheStart() {
    TlsSettings settings = new TlsSettings(List.of(source(KeyKind.RSA)), null, null);

    assertThatThrownBy(settings::check)
        .hasMessage(
            "the certificate in %s has a key of another kind; it must have an RSA key of 2048 bits or more"
                .formatted(certificate));
  }

  @Test
  void keyInAnotherFormatIsToldWithTheRemedy() throws Exception {
    replace(key, first.getPrivateKeyPEM().replace("PRIVATE KEY", "EC PRIVATE KEY"));

    assertThatThrownBy(() -> ecdsa().check())
        .hasMessageContaining("%s holds 0 times PRIVATE KEY in PEM", key)
        .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
  }

  @Test
  void nothingOfAKeyIsEverTold() throws Exception {
    String secret = first.getPrivateKeyPEM().lines().skip(1).findFirst().orElseThrow();
    PemSource variable = new PemSource.InVariable("TLS_ECDSA_KEY_PEM", first.getPrivateKeyPEM());

    String told =
        new KeySource(KeyKind.ECDSA, new PemSource.InFile(certificate), variable).toString();

    assertThat(told).contains("TLS_ECDSA_KEY_PEM").doesNotContain(secret);
  }

  @AfterEach
  void closeAll() {
    all.forEach(TestPair::close);
  }

  private TestPair connect(ServerTls tls) throws SSLException {
    TestPair pair = TestPair.connect(tls);
    all.add(pair);
    return pair;
  }

  private TlsSettings ecdsa() {
    return new TlsSettings(List.of(source(KeyKind.ECDSA)), null, null);
  }

  private KeySource source(KeyKind kind) {
    return new KeySource(kind, new PemSource.InFile(certificate), new PemSource.InFile(key));
  }

  /// Each write is a second later than the one before, however fast they follow.
  private void replace(Path file, String text) throws Exception {
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(++writes * 1000));
  }

  private static X509Bundle selfSigned(Algorithm algorithm) throws Exception {
    return new CertificateBuilder()
        .subject("CN=localhost")
        .algorithm(algorithm)
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }

  /// A client and a server without a network.
  private record TestPair(EmbeddedChannel client, EmbeddedChannel server) {

    static TestPair connect(ServerTls tls) throws SSLException {
      SslContext context =
          SslContextBuilder.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE).build();
      EmbeddedChannel server = new EmbeddedChannel();
      tls.addTo(server.pipeline());
      EmbeddedChannel client = new EmbeddedChannel(context.newHandler(server.alloc()));
      TestPair pair = new TestPair(client, server);
      pair.pump();
      return pair;
    }

    Certificate serverCertificate() throws SSLPeerUnverifiedException {
      return client.pipeline().get(SslHandler.class).engine().getSession().getPeerCertificates()[0];
    }

    void close() {
      client.finishAndReleaseAll();
      server.finishAndReleaseAll();
    }

    /// What the server gets.
    String echo(String text) {
      client.writeOutbound(Unpooled.copiedBuffer(text, UTF_8));
      pump();
      ByteBuf got = server.readInbound();
      try {
        return got.toString(UTF_8);
      } finally {
        got.release();
      }
    }

    private void pump() {
      boolean moved = true;
      while (moved) {
        moved = move(client, server) | move(server, client);
      }
    }

    private static boolean move(EmbeddedChannel from, EmbeddedChannel to) {
      from.runPendingTasks();
      boolean moved = false;
      for (Object bytes = from.readOutbound(); bytes != null; bytes = from.readOutbound()) {
        to.writeInbound(bytes);
        moved = true;
      }
      return moved;
    }
  }
}
