package io.ocppgateway.gateway.websocket;

import static io.ocppgateway.gateway.websocket.TestConnection.SETTINGS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.ocppgateway.gateway.credential.CredentialCheck;
import io.ocppgateway.gateway.credential.SecuritySettings;
import io.ocppgateway.gateway.credential.TlsEnd;
import io.ocppgateway.gateway.credential.UnregisteredAnswer;
import io.ocppgateway.gateway.registry.Registration;
import io.ocppgateway.gateway.tls.KeyKind;
import io.ocppgateway.gateway.tls.KeySource;
import io.ocppgateway.gateway.tls.PemSource;
import io.ocppgateway.gateway.tls.SecretStore;
import io.ocppgateway.gateway.tls.ServerTls;
import io.ocppgateway.gateway.tls.TlsSettings;
import io.ocppgateway.gateway.websocket.TestConnection.Shared;
import io.ocppgateway.gateway.websocket.event.RefusalCause;
import io.ocppgateway.ocpp.registration.SecurityProfile;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Connections whose TLS ends here: what is inside is treated as ever, and what is no TLS, or not
/// enough of it, is refused with its cause.
final class TlsTest {

  private static final String OCPP16 = "Sec-WebSocket-Protocol: ocpp1.6";

  private static X509Bundle authority;
  private static ServerTls tls;

  private final List<Shared> all = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    authority =
        new CertificateBuilder()
            .subject("CN=authority")
            .ecp256()
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    tls = serverTls(authority, null);
  }

  @AfterEach
  void closeAll() {
    all.forEach(Shared::closeAll);
  }

  @AfterAll
  static void stop() {
    tls.close();
  }

  @Test
  void requestInsideTlsIsUpgraded() throws Exception {
    Shared shared = shared(SETTINGS);

    TlsPeer peer = TlsPeer.on(shared.connect(), client().build()).upgrade("/CP1", OCPP16);

    assertThat(peer.answers()).startsWith("HTTP/1.1 101 ");
    assertThat(shared.sessions).hasSize(1);
  }

  @Test
  void frameRightBehindTheRequestIsNotLost() throws Exception {
    Shared shared = shared(SETTINGS);
    String frame = new String(Frames.frame(0x81, "[3]".getBytes(UTF_8)), ISO_8859_1);

    TlsPeer.on(shared.connect(), client().build())
        .send(TestConnection.request("/CP1", OCPP16) + frame);

    assertThat(shared.sessions.getLast().texts).containsExactly("[3]");
  }

  @Test
  void oldVersionIsRefused() throws Exception {
    Shared shared = shared(SETTINGS);
    SslContext old =
        client()
            .sslProvider(SslProvider.OPENSSL)
            .protocols("TLSv1.1")
            .ciphers(List.of("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"))
            .build();

    TestConnection connection = shared.connect();
    TlsPeer.on(connection, old);

    assertThat(connection.isOpen()).isFalse();
    assertThat(shared.refusals()).containsExactly(RefusalCause.TLS_HANDSHAKE);
    assertThat(shared.refused.getFirst().detail()).contains("UNSUPPORTED_PROTOCOL");
  }

  @Test
  void weakSuitesAreRefused() throws Exception {
    Shared shared = shared(SETTINGS);
    SslContext weak =
        client()
            .sslProvider(SslProvider.OPENSSL)
            .protocols("TLSv1.2")
            .ciphers(List.of("TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"))
            .build();

    TestConnection connection = shared.connect();
    TlsPeer.on(connection, weak);

    assertThat(connection.isOpen()).isFalse();
    assertThat(shared.refusals()).containsExactly(RefusalCause.TLS_HANDSHAKE);
    assertThat(shared.refused.getFirst().detail()).contains("NO_SHARED_CIPHER");
  }

  @Test
  void clientThatDoesNotTrustTheServerIsAnEvent() throws Exception {
    Shared shared = shared(SETTINGS);
    SslContext distrustful = SslContextBuilder.forClient().sslProvider(SslProvider.JDK).build();

    TestConnection connection = shared.connect();
    TlsPeer.on(connection, distrustful);

    assertThat(connection.isOpen()).isFalse();
    assertThat(shared.refusals()).containsExactly(RefusalCause.TLS_HANDSHAKE);
    assertThat(shared.refused.getFirst().detail()).contains("CERTIFICATE_UNKNOWN");
  }

  /// The request holds a password, which must not stand in the log.
  @Test
  void requestOutsideTlsIsRefusedUntold() {
    Shared shared = shared(SETTINGS);
    String credentials = Base64.getEncoder().encodeToString("CP1:the password".getBytes(UTF_8));

    TestConnection connection =
        shared.connect().upgrade("/CP1", OCPP16, "Authorization: Basic " + credentials);

    assertThat(connection.answers()).doesNotContain("HTTP/");
    assertThat(connection.isOpen()).isFalse();
    assertThat(shared.refusals()).containsExactly(RefusalCause.NOT_TLS);
    assertThat(shared.refused.getFirst().detail()).isEqualTo("the first bytes are no TLS");
  }

  @Test
  void handshakeCountsIntoTheTimeForTheRequest() {
    Shared shared = shared(SETTINGS);

    TestConnection connection = shared.connect();
    connection.pass(SETTINGS.request().timeout());

    assertThat(connection.isOpen()).isFalse();
    assertThat(shared.refusals()).containsExactly(RefusalCause.REQUEST_TOO_SLOW);
  }

  @Test
  void whoLeavesDuringTheHandshakeWasNotRefused() {
    Shared shared = shared(SETTINGS);

    shared.connect().close();

    assertThat(shared.refusals()).isEmpty();
  }

  @Test
  void proxyHeaderComesBeforeTls() throws Exception {
    Shared shared = shared(ProxyProtocolTest.trusting("10.0.0.0/16"));
    TestConnection connection = shared.connectFrom(ProxyProtocolTest.PROXY);

    connection.send(ProxyProtocolTest.FROM_CHARGE_POINT);
    TlsPeer peer = TlsPeer.on(connection, client().build()).upgrade("/CP1", OCPP16);

    assertThat(peer.answers()).startsWith("HTTP/1.1 101 ");
    assertThat(shared.upgraded.getFirst().source())
        .isEqualTo(new InetSocketAddress("203.0.113.7", 51_000));
  }

  @Test
  void handshakeIsNotMadeForWhoIsOverItsLimits() throws Exception {
    Shared shared = shared(SETTINGS);
    for (int i = 0; i < SETTINGS.perAddress().maxConnections(); i++) {
      TlsPeer.on(shared.connect(), client().build()).upgrade("/CP" + i, OCPP16);
    }

    TestConnection connection = shared.connect();

    assertThat(connection.isOpen()).isFalse();
    assertThat(shared.refusals()).containsExactly(RefusalCause.TOO_MANY_CONNECTIONS);
  }

  @Test
  void failedHandshakesAreHeldAgainstTheSource() {
    Shared shared = shared(SETTINGS);
    for (int i = 0; i < SETTINGS.perAddress().maxRefusalsPerMinute(); i++) {
      shared.connect().send("GET / HTTP/1.1\r\n\r\n");
    }

    TestConnection connection = shared.connect();

    assertThat(connection.isOpen()).isFalse();
    assertThat(shared.refusals().getLast()).isEqualTo(RefusalCause.TOO_MANY_REFUSALS);
  }

  private Shared shared(SocketSettings settings) {
    SecuritySettings security =
        new SecuritySettings(SecurityProfile.NONE, TlsEnd.GATEWAY, null, UnregisteredAnswer.CLOSE);
    Shared shared =
        new Shared(
            new SocketSettings(
                settings.request(),
                settings.pingInterval(),
                settings.messages(),
                settings.compression(),
                settings.perAddress(),
                settings.trustedProxies(),
                security),
            tls,
            _ -> CompletableFuture.completedStage(Registration.REGISTERED),
            new CredentialCheck(security, null));
    all.add(shared);
    return shared;
  }

  /// A listener's TLS with certificates of both kinds.
  ///
  /// @param clients PEM of who may issue their certificates, null for nobody
  static ServerTls serverTls(X509Bundle authority, @Nullable String clients) throws Exception {
    CertificateBuilder server = new CertificateBuilder().subject("CN=localhost");
    Map<String, String> secrets = new HashMap<>();
    secrets.put("clients", clients);
    TlsSettings settings =
        new TlsSettings(
            List.of(
                key(KeyKind.ECDSA, server.copy().ecp256().buildIssuedBy(authority), secrets),
                key(KeyKind.RSA, server.copy().rsa2048().buildIssuedBy(authority), secrets)),
            clients == null ? null : new PemSource.InSecret("clients"),
            clients == null ? null : "CPO");
    return ServerTls.start(
        settings,
        arn -> new SecretStore.Secret("1", secrets.get(arn)),
        new ServerTls.Intervals(Duration.ofDays(1), Duration.ofDays(1)));
  }

  static SslContextBuilder client() {
    return SslContextBuilder.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE);
  }

  private static KeySource key(KeyKind kind, X509Bundle bundle, Map<String, String> secrets) {
    secrets.put(kind + " certificate", bundle.getCertificatePathPEM());
    secrets.put(kind + " key", bundle.getPrivateKeyPEM());
    return new KeySource(
        kind, new PemSource.InSecret(kind + " certificate"), new PemSource.InSecret(kind + " key"));
  }
}
