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
import io.ocppgateway.gateway.tls.ClientAuthorities.Standing;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Which certificates a listener shows, and what becomes of files that change.
final class ServerTlsTest {

  private static final ServerTls.Intervals NEVER =
      new ServerTls.Intervals(Duration.ofDays(1), Duration.ofDays(1));
  private static final String CERTIFICATES = "arn of certificates";
  private static final String CLIENTS = "arn of clients";

  private static X509Bundle first;
  private static X509Bundle second;

  @TempDir private Path directory;
  private Path certificate;
  private Path key;
  private long writes;
  private final TestStore store = new TestStore();
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
    try (ServerTls tls = ServerTls.start(ecdsa(), store, NEVER)) {
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
    try (ServerTls tls = ServerTls.start(ecdsa(), store, NEVER)) {
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
    try (ServerTls tls = ServerTls.start(ecdsa(), store, NEVER)) {
      replace(certificate, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

      tls.look();

      assertThat(connect(tls).serverCertificate()).isEqualTo(first.getCertificate());
    }
  }

  @Test
  void fileThatIsGoneLeavesTheOldCertificate() throws Exception {
    try (ServerTls tls = ServerTls.start(ecdsa(), store, NEVER)) {
      Files.delete(key);

      tls.look();

      assertThat(connect(tls).serverCertificate()).isEqualTo(first.getCertificate());
    }
  }

  @Test
  void newVersionOfASecretIsForNewConnections() throws Exception {
    store.put(CERTIFICATES, fields("ecdsa", first));
    try (ServerTls tls = ServerTls.start(secret(), store, NEVER)) {
      TestPair before = connect(tls);
      store.put(CERTIFICATES, fields("ecdsa", second));

      tls.lookAtSecrets();

      assertThat(connect(tls).serverCertificate()).isEqualTo(second.getCertificate());
      assertThat(before.serverCertificate()).isEqualTo(first.getCertificate());
      assertThat(before.echo("still there")).isEqualTo("still there");
    }
  }

  @Test
  void certificateOfTheOtherKindCanBeAddedToASecret() throws Exception {
    X509Bundle rsa = selfSigned(Algorithm.rsa2048);
    store.put(CERTIFICATES, fields("rsa", rsa));
    try (ServerTls tls = ServerTls.start(secret(), store, NEVER)) {
      Certificate alone = connect(tls).serverCertificate();
      store.put(CERTIFICATES, fields("rsa", rsa).setAll(fields("ecdsa", first)));

      tls.lookAtSecrets();

      assertThat(alone).isEqualTo(rsa.getCertificate());
      assertThat(connect(tls).serverCertificate()).isEqualTo(first.getCertificate());
    }
  }

  @Test
  void secretsThatCannotBeReadLeaveTheOldCertificateUntilTheyCan() throws Exception {
    store.put(CERTIFICATES, fields("ecdsa", first));
    try (ServerTls tls = ServerTls.start(secret(), store, NEVER)) {
      store.put(CERTIFICATES, fields("ecdsa", second));
      store.isDown = true;

      tls.lookAtSecrets();

      assertThat(connect(tls).serverCertificate()).isEqualTo(first.getCertificate());
      store.isDown = false;
      tls.lookAtSecrets();
      assertThat(connect(tls).serverCertificate()).isEqualTo(second.getCertificate());
    }
  }

  @Test
  void versionThatCannotBeUsedLeavesTheOldCertificateUntilTheNextOne() throws Exception {
    store.put(CERTIFICATES, fields("ecdsa", first));
    try (ServerTls tls = ServerTls.start(secret(), store, NEVER)) {
      store.put(CERTIFICATES, fields("ecdsa", second).put("ecdsaKey", first.getPrivateKeyPEM()));

      tls.lookAtSecrets();

      assertThat(connect(tls).serverCertificate()).isEqualTo(first.getCertificate());
      store.put(CERTIFICATES, fields("ecdsa", second));
      tls.lookAtSecrets();
      assertThat(connect(tls).serverCertificate()).isEqualTo(second.getCertificate());
    }
  }

  @Test
  void authoritiesChangeWithTheirSecret() throws Exception {
    store.put(CERTIFICATES, fields("ecdsa", first));
    store.put(CLIENTS, first.getCertificatePEM());
    TlsSettings settings = new TlsSettings(secret().keys(), new PemSource.InSecret(CLIENTS), "CPO");
    try (ServerTls tls = ServerTls.start(settings, store, NEVER)) {
      ClientCertificate shown = new ClientCertificate(List.of(second.getCertificate()));
      Standing before = tls.authorities().standingOf(shown, Instant.now());
      store.put(CLIENTS, second.getCertificatePEM());

      tls.lookAtSecrets();

      assertThat(before).isEqualTo(Standing.UNKNOWN);
      assertThat(tls.authorities().standingOf(shown, Instant.now())).isEqualTo(Standing.TRUSTED);
    }
  }

  @Test
  void secretThatCannotBeReadIsToldAtTheStart() {
    store.isDown = true;

    assertThatThrownBy(() -> ServerTls.start(secret(), store, NEVER).close())
        .isInstanceOf(UnreadableSecret.class)
        .hasMessage("arn of certificates cannot be read: the store is down");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"ecdsaKey": "very secret"} | no text ecdsaCertificate in the JSON of arn of certificates; a certificate and its key go together
          {"other": "very secret"} | there is no server certificate; there must be one of [ecdsaCertificate of arn of certificates, rsaCertificate of arn of certificates]
          very secret | arn of certificates holds no JSON object; give it one with ecdsaCertificate and ecdsaKey
          ["very secret"] | arn of certificates holds no JSON object
          {"ecdsaCertificate": "very secret", "ecdsaKey": "very secret"} | ecdsaCertificate of arn of certificates holds no CERTIFICATE in PEM
          """)
  void secretThatCannotBeUsedIsToldAtTheStartWithNothingOfIt(String text, String fault) {
    store.put(CERTIFICATES, text);

    assertThatThrownBy(() -> ServerTls.start(secret(), store, NEVER).close())
        .hasMessageContaining(fault)
        .satisfies(thrown -> assertThat(stackTrace(thrown)).doesNotContain("very secret"));
  }

  @Test
  void keyOfAnotherCertificateIsToldAtTheStart() throws Exception {
    replace(key, second.getPrivateKeyPEM());

    assertThatThrownBy(() -> ecdsa().checkFiles())
        .hasMessage(
            "the key in %s is not the one of the certificate in %s".formatted(key, certificate));
  }

  @Test
  void certificateOfAnotherKindIsToldAtTheStart() {
    TlsSettings settings = new TlsSettings(List.of(source(KeyKind.RSA)), null, null);

    assertThatThrownBy(settings::checkFiles)
        .hasMessage(
            "the certificate in %s has a key of another kind; it must have an RSA key of 2048 bits or more"
                .formatted(certificate));
  }

  @Test
  void keyInAnotherFormatIsToldWithTheRemedy() throws Exception {
    replace(key, first.getPrivateKeyPEM().replace("PRIVATE KEY", "EC PRIVATE KEY"));

    assertThatThrownBy(() -> ecdsa().checkFiles())
        .hasMessageContaining("%s holds 0 times PRIVATE KEY in PEM", key)
        .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
  }

  @Test
  void nothingOfASecretIsEverTold() {
    String told = new SecretStore.Secret("version 1", "the text").toString();

    assertThat(told).contains("version 1").doesNotContain("the text");
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

  private static TlsSettings secret() {
    return new TlsSettings(
        List.of(
            KeySource.inSecret(KeyKind.ECDSA, CERTIFICATES),
            KeySource.inSecret(KeyKind.RSA, CERTIFICATES)),
        null,
        null);
  }

  private static ObjectNode fields(String kind, X509Bundle bundle) {
    return JsonMapper.shared()
        .createObjectNode()
        .put(kind + "Certificate", bundle.getCertificatePEM())
        .put(kind + "Key", bundle.getPrivateKeyPEM());
  }

  private static String stackTrace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString();
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

  /// Each write is a new version.
  private static final class TestStore implements SecretStore {

    private final Map<String, Secret> secrets = new HashMap<>();
    private int versions;
    private boolean isDown;

    void put(String arn, Object text) {
      secrets.put(arn, new Secret("version " + ++versions, text.toString()));
    }

    @Override
    public Secret read(String arn) {
      if (isDown) {
        throw new UnreadableSecret(arn + " cannot be read: the store is down");
      }
      return secrets.get(arn);
    }
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
