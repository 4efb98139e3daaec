package io.ocppgateway.gateway.websocket;

import static io.ocppgateway.gateway.websocket.TestConnection.SETTINGS;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslContext;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.ocppgateway.gateway.credential.CertificateCheck;
import io.ocppgateway.gateway.credential.CredentialCheck;
import io.ocppgateway.gateway.credential.SecuritySettings;
import io.ocppgateway.gateway.credential.TlsEnd;
import io.ocppgateway.gateway.credential.UnregisteredAnswer;
import io.ocppgateway.gateway.registry.CertificateRegistry;
import io.ocppgateway.gateway.registry.CertificateStanding;
import io.ocppgateway.gateway.registry.Registration;
import io.ocppgateway.gateway.tls.ServerTls;
import io.ocppgateway.gateway.websocket.TestConnection.Shared;
import io.ocppgateway.gateway.websocket.event.RefusalCause;
import io.ocppgateway.ocpp.registration.Password;
import io.ocppgateway.ocpp.registration.PasswordHash;
import io.ocppgateway.ocpp.registration.Pepper;
import io.ocppgateway.ocpp.registration.SecurityProfile;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may connect by security profile 3, and what the others are told.
final class ClientCertificatesTest {

  private static final String OCPP16 = "Sec-WebSocket-Protocol: ocpp1.6";
  private static final Instant NOW = Instant.parse("2030-06-15T12:00:00Z");
  private static final Pepper PEPPER = Pepper.of("p".repeat(Pepper.MIN_BYTES));
  private static final String PASSWORD = "a good password";

  private static final Registration.Registered PROFILE_3 =
      new Registration.Registered(null, SecurityProfile.CLIENT_CERTIFICATE, null);

  private static X509Bundle authority;
  private static X509Bundle between;
  private static X509Bundle revoked;
  private static X509Bundle own;
  private static ServerTls tls;

  private final List<String> asked = new ArrayList<>();
  private final List<Shared> all = new ArrayList<>();
  private CertificateStanding standing = CertificateStanding.UNKNOWN;

  @BeforeAll
  static void start() throws Exception {
    authority =
        valid().subject("CN=the authority,O=CPO").setIsCertificateAuthority(true).buildSelfSigned();
    between =
        valid()
            .subject("CN=between,O=CPO")
            .setIsCertificateAuthority(true)
            .buildIssuedBy(authority);
    revoked = valid().subject("CN=CP1,O=CPO").buildIssuedBy(authority);
    own = valid().subject("CN=whatever").setIsCertificateAuthority(true).buildSelfSigned();
    tls = TlsTest.serverTls(authority, authority.getCertificatePEM() + revocations(revoked));
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
  void registeredCertificateOpensTheDoorWhoeverIssuedIt() throws Exception {
    standing = CertificateStanding.ACTIVE;
    Shared shared = shared(PROFILE_3);

    String answer = answer(shared, own);

    assertThat(answer).startsWith("HTTP/1.1 101 ");
    assertThat(asked)
        .containsExactly(
            "CP1 "
                + HexFormat.of()
                    .formatHex(
                        MessageDigest.getInstance("SHA-256")
                            .digest(own.getCertificate().getEncoded())));
  }

  @Test
  void certificateIsAskedForBeforeTheUpgrade() throws Exception {
    Shared shared = shared(PROFILE_3);

    String answer = answer(shared, null);

    assertThat(answer)
        .startsWith("HTTP/1.1 403 ")
        .endsWith("\r\n\r\na client certificate is needed\n");
    assertThat(shared.refusals()).containsExactly(RefusalCause.NO_CERTIFICATE);
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "INACTIVE, CERTIFICATE_REVOKED, is registered and not active",
    "OF_ANOTHER, CERTIFICATE_OF_ANOTHER, is registered and not attached to this thing",
    "UNKNOWN, CERTIFICATE_UNKNOWN, leads to no authority and is not registered"
  })
  void certificateThatIsNotGoodIsRefusedWithoutAHint(
      CertificateStanding found, RefusalCause cause, String why) throws Exception {
    standing = found;
    Shared shared = shared(PROFILE_3);

    String answer = answer(shared, own);

    assertThat(answer)
        .startsWith("HTTP/1.1 403 ")
        .endsWith("\r\n\r\nthe client certificate is not accepted\n");
    assertThat(shared.refusals()).containsExactly(cause);
    assertThat(shared.refused.getFirst().detail()).startsWith("CN=whatever, id ").endsWith(why);
    assertThat(shared.refused.getFirst().chargePointId()).hasToString("CP1");
  }

  @ParameterizedTest
  @CsvSource({
    "-10, -1, CERTIFICATE_EXPIRED, the client certificate has expired",
    "1, 10, CERTIFICATE_NOT_YET_VALID, the client certificate is not valid yet"
  })
  void registeredCertificateIsGoodInItsTimeOnly(
      int fromDay, int toDay, RefusalCause cause, String told) throws Exception {
    standing = CertificateStanding.ACTIVE;
    Shared shared = shared(PROFILE_3);
    X509Bundle untimely =
        new CertificateBuilder()
            .subject("CN=CP1")
            .ecp256()
            .notBefore(NOW.plus(Duration.ofDays(fromDay)))
            .notAfter(NOW.plus(Duration.ofDays(toDay)))
            .setIsCertificateAuthority(true)
            .buildSelfSigned();

    String answer = answer(shared, untimely);

    assertThat(answer).startsWith("HTTP/1.1 403 ").endsWith("\r\n\r\n" + told + "\n");
    assertThat(shared.refusals()).containsExactly(cause);
  }

  @Test
  void registrationThatCannotBeLookedUpIsNoAnswer() throws Exception {
    Shared shared =
        shared(
            PROFILE_3, (_, _) -> CompletableFuture.failedStage(new IllegalStateException("down")));

    String answer = answer(shared, own);

    assertThat(answer).startsWith("HTTP/1.1 503 ").contains("\r\nRetry-After: ");
    assertThat(shared.refusals()).containsExactly(RefusalCause.REGISTRY_UNAVAILABLE);
  }

  @Test
  void certificateOfAnAuthorityNeedsNoRegistration() throws Exception {
    Shared shared = shared(PROFILE_3);
    X509Bundle issued = valid().subject("CN=CP1,O=CPO").buildIssuedBy(authority);

    String answer = answer(shared, issued);

    assertThat(answer).startsWith("HTTP/1.1 101 ");
    assertThat(asked).isEmpty();
  }

  @Test
  void namesMayStandInOnePart() throws Exception {
    Shared shared = shared(PROFILE_3);
    X509Bundle issued = valid().subject("CN=CP1+OU=depot,O=CPO").buildIssuedBy(authority);

    String answer = answer(shared, issued);

    assertThat(answer).startsWith("HTTP/1.1 101 ");
  }

  @Test
  void authorityMayHaveIssuedItThroughAnother() throws Exception {
    Shared shared = shared(PROFILE_3);
    X509Bundle issued = valid().subject("O=CPO,CN=CP1").buildIssuedBy(between);

    String answer = answer(shared, issued);

    assertThat(answer).startsWith("HTTP/1.1 101 ");
  }

  @Test
  void nameMayBeTheSerialNumberOfItsItem() throws Exception {
    Shared shared =
        shared(
            new Registration.Registered(null, SecurityProfile.CLIENT_CERTIFICATE, null, "SN-0815"));
    X509Bundle issued = valid().subject("CN=SN-0815,O=CPO").buildIssuedBy(authority);

    String answer = answer(shared, issued);

    assertThat(answer).startsWith("HTTP/1.1 101 ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "CN=CP2,O=CPO; has the common name [CP2] and not CP1",
        "CN=CP1,O=CPO,CN=CP2; has the common name [CP2, CP1] and not CP1",
        "O=CPO; has the common name [] and not CP1",
        "CN=CP1,O=Somebody; has the organization [Somebody] and not CPO",
        "CN=CP1; has the organization [] and not CPO"
      })
  void certificateOfAnAuthorityHasToNameChargePointAndOperator(String subject, String why)
      throws Exception {
    Shared shared = shared(PROFILE_3);
    X509Bundle issued = valid().subject(subject).buildIssuedBy(authority);

    String answer = answer(shared, issued);

    assertThat(answer).startsWith("HTTP/1.1 403 ");
    assertThat(shared.refusals()).containsExactly(RefusalCause.CERTIFICATE_OF_ANOTHER);
    assertThat(shared.refused.getFirst().detail()).endsWith(why);
  }

  @Test
  void certificateThatItsIssuerHasRevokedIsRefused() throws Exception {
    Shared shared = shared(PROFILE_3);
    standing = CertificateStanding.ACTIVE;

    String answer = answer(shared, revoked);

    assertThat(answer).startsWith("HTTP/1.1 403 ");
    assertThat(shared.refusals()).containsExactly(RefusalCause.CERTIFICATE_REVOKED);
  }

  @Test
  void authorityOfTheSameNameIsAnother() throws Exception {
    Shared shared = shared(PROFILE_3);
    X509Bundle forger =
        valid().subject("CN=the authority,O=CPO").setIsCertificateAuthority(true).buildSelfSigned();
    X509Bundle forged = valid().subject("CN=CP1,O=CPO").buildIssuedBy(forger);

    String answer = answer(shared, forged);

    assertThat(answer).startsWith("HTTP/1.1 403 ");
    assertThat(shared.refusals()).containsExactly(RefusalCause.CERTIFICATE_UNKNOWN);
  }

  /// The second connection need not shake hands in full, and is looked at all the same.
  @Test
  void certificateIsLookedAtInEachConnection() throws Exception {
    standing = CertificateStanding.ACTIVE;
    Shared shared = shared(PROFILE_3);
    SslContext client = client(own);
    TlsPeer.on(shared.connect(), client).upgrade("/CP1", OCPP16).answers();

    standing = CertificateStanding.INACTIVE;
    String answer = TlsPeer.on(shared.connect(), client).upgrade("/CP1", OCPP16).answers();

    assertThat(answer).startsWith("HTTP/1.1 403 ");
    assertThat(shared.refusals()).containsExactly(RefusalCause.CERTIFICATE_REVOKED);
  }

  @ParameterizedTest
  @CsvSource({"BASIC_OVER_TLS, 101", "BASIC, 403", "NONE, 403"})
  void passwordsAreTakenAtTheSameListener(SecurityProfile profile, int status) throws Exception {
    PasswordHash hash =
        PasswordHash.of(Password.of(PASSWORD.getBytes(UTF_8)), PEPPER, new SecureRandom());
    Shared shared = shared(new Registration.Registered(null, profile, hash));
    String credentials = Base64.getEncoder().encodeToString(("CP1:" + PASSWORD).getBytes(UTF_8));

    String answer =
        TlsPeer.on(shared.connect(), client(null))
            .upgrade("/CP1", OCPP16, "Authorization: Basic " + credentials)
            .answers();

    assertThat(answer).startsWith("HTTP/1.1 " + status);
  }

  @Test
  void passwordIsNoCertificate() throws Exception {
    Shared shared = shared(PROFILE_3);

    String answer =
        TlsPeer.on(shared.connect(), client(null))
            .upgrade("/CP1", OCPP16, "Authorization: Basic Q1AxOnBhc3N3b3Jk")
            .answers();

    assertThat(answer).startsWith("HTTP/1.1 403 ");
    assertThat(shared.refusals()).containsExactly(RefusalCause.NO_CERTIFICATE);
  }

  private String answer(Shared shared, @Nullable X509Bundle certificate) throws Exception {
    return TlsPeer.on(shared.connect(), client(certificate)).upgrade("/CP1", OCPP16).answers();
  }

  private Shared shared(Registration.Registered registered) {
    return shared(
        registered,
        (id, certificateId) -> {
          asked.add(id + " " + certificateId);
          return CompletableFuture.completedStage(standing);
        });
  }

  private Shared shared(Registration.Registered registered, CertificateRegistry certificates) {
    SecuritySettings security =
        new SecuritySettings(
            SecurityProfile.BASIC_OVER_TLS, TlsEnd.GATEWAY, PEPPER, UnregisteredAnswer.CLOSE);
    CompletionStage<Registration> found = CompletableFuture.completedStage(registered);
    Shared shared =
        new Shared(
            new SocketSettings(
                SETTINGS.request(),
                SETTINGS.pingInterval(),
                SETTINGS.messages(),
                SETTINGS.compression(),
                SETTINGS.perAddress(),
                SETTINGS.trustedProxies(),
                security),
            tls,
            _ -> found,
            new CredentialCheck(
                security,
                new CertificateCheck(
                    certificates, tls::authorities, "CPO", Clock.fixed(NOW, ZoneOffset.UTC))));
    all.add(shared);
    return shared;
  }

  private static SslContext client(@Nullable X509Bundle certificate) throws Exception {
    return certificate == null
        ? TlsTest.client().build()
        : TlsTest.client()
            .keyManager(certificate.getKeyPair().getPrivate(), certificate.getCertificatePath())
            .build();
  }

  /// Valid in the year around now.
  private static CertificateBuilder valid() {
    return new CertificateBuilder()
        .ecp256()
        .notBefore(NOW.minus(Duration.ofDays(180)))
        .notAfter(NOW.plus(Duration.ofDays(180)));
  }

  private static String revocations(X509Bundle certificate) throws Exception {
    JcaX509v2CRLBuilder list = new JcaX509v2CRLBuilder(authority.getCertificate(), Date.from(NOW));
    list.addCRLEntry(
        certificate.getCertificate().getSerialNumber(), Date.from(NOW), CRLReason.keyCompromise);
    byte[] der =
        list.build(
                new JcaContentSignerBuilder("SHA256withECDSA")
                    .build(authority.getKeyPair().getPrivate()))
            .getEncoded();
    return "-----BEGIN X509 CRL-----\n%s\n-----END X509 CRL-----\n"
        .formatted(Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der));
  }
}
