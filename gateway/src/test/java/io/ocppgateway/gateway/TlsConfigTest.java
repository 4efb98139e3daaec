package io.ocppgateway.gateway;

import static io.ocppgateway.ocpp.environment.GatewayEnvironment.AWS_REGION;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CHARGE_POINTS_TABLE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CLIENT_CA_ARN;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CLIENT_ORGANIZATION;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.SECURITY_PROFILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_CERTIFICATES_ARN;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_ECDSA_CERTIFICATE_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_ECDSA_KEY_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_ENDS_AT;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_RSA_CERTIFICATE_FILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.gateway.peer.TestCertificates;
import io.ocppgateway.gateway.tls.KeyKind;
import io.ocppgateway.gateway.tls.KeySource;
import io.ocppgateway.gateway.tls.PemSource;
import io.ocppgateway.gateway.tls.TlsSettings;
import io.ocppgateway.ocpp.registration.SecurityProfile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the environment says that TLS ends here.
final class TlsConfigTest {

  private static final String CERTIFICATES =
      "arn:aws:secretsmanager:eu-central-1:123456789012:secret:certificates-AbCdEf";
  private static final String CLIENTS =
      "arn:aws:secretsmanager:eu-central-1:123456789012:secret:clients-AbCdEf";

  @TempDir static Path directory;
  private static TestCertificates certificates;

  @BeforeAll
  static void issue() throws Exception {
    certificates = TestCertificates.create(directory);
  }

  @Test
  void certificatesAreFiles() {
    GatewayConfig config =
        config(
            Map.of(
                TLS_ECDSA_CERTIFICATE_FILE, certificates.serverCertificate().toString(),
                TLS_ECDSA_KEY_FILE, certificates.serverKey().toString(),
                SECURITY_PROFILE, "3"));

    assertThat(config.tls())
        .isEqualTo(
            new TlsSettings(
                List.of(
                    new KeySource(
                        KeyKind.ECDSA,
                        new PemSource.InFile(certificates.serverCertificate()),
                        new PemSource.InFile(certificates.serverKey()))),
                null,
                null));
    assertThat(config.socket().security().profile()).isEqualTo(SecurityProfile.CLIENT_CERTIFICATE);
  }

  @Test
  void tlsWithoutACertificateDoesNotStart() {
    assertThatThrownBy(() -> config(Map.of()))
        .hasMessageContaining(
            "TLS_ENDS_AT is GATEWAY, but there is no server certificate; set TLS_ECDSA_CERTIFICATE_FILE");
  }

  @Test
  void halfOfAPairIsRefused() {
    assertThatThrownBy(() ->
            config(Map.of(TLS_RSA_CERTIFICATE_FILE, certificates.serverCertificate().toString())))
        .hasMessageContaining("the RSA certificate and its key go together; set both or none");
  }

  @Test
  void certificatesAndAuthoritiesAreSecrets() {
    GatewayConfig config =
        config(
            Map.of(
                TLS_CERTIFICATES_ARN,
                CERTIFICATES,
                CLIENT_CA_ARN,
                CLIENTS,
                CLIENT_ORGANIZATION,
                "CPO"));

    assertThat(config.tls())
        .isEqualTo(
            new TlsSettings(
                List.of(
                    KeySource.inSecret(KeyKind.ECDSA, CERTIFICATES),
                    KeySource.inSecret(KeyKind.RSA, CERTIFICATES)),
                new PemSource.InSecret(CLIENTS),
                "CPO"));
  }

  @Test
  void filesAndASecretAtOnceAreRefused() {
    assertThatThrownBy(() ->
            config(
                Map.of(
                    TLS_ECDSA_CERTIFICATE_FILE, certificates.serverCertificate().toString(),
                    TLS_ECDSA_KEY_FILE, certificates.serverKey().toString(),
                    TLS_CERTIFICATES_ARN, CERTIFICATES)))
        .hasMessageContaining(
            "TLS_CERTIFICATES_ARN is set, and so are files of certificates; set one or the other");
  }

  @Test
  void whatIsNoArnOfASecretIsRefused() {
    assertThatThrownBy(() -> config(Map.of(TLS_CERTIFICATES_ARN, "certificates")))
        .hasMessageContaining(
            "TLS_CERTIFICATES_ARN is 'certificates'; give it the ARN of a secret");
  }

  @Test
  void certificateThatCannotBeUsedDoesNotStart() {
    assertThatThrownBy(() ->
            config(
                Map.of(
                    TLS_ECDSA_CERTIFICATE_FILE, certificates.serverCertificate().toString(),
                    TLS_ECDSA_KEY_FILE, certificates.clientKey().toString())))
        .hasMessageContaining("is not the one of the certificate in");
  }

  private static GatewayConfig config(Map<String, String> tls) {
    Map<String, String> environment = new HashMap<>();
    environment.put(CHARGE_POINTS_TABLE, "ChargePoints");
    environment.put(AWS_REGION, "eu-central-1");
    environment.put(SECURITY_PROFILE, "0");
    environment.put(TLS_ENDS_AT, "GATEWAY");
    environment.putAll(tls);
    return GatewayConfig.of(environment);
  }
}
