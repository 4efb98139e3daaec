package io.ocppgateway.gateway;

import static io.ocppgateway.ocpp.environment.GatewayEnvironment.AWS_REGION;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CHARGE_POINTS_TABLE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.SECURITY_PROFILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_ECDSA_CERTIFICATE_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_ECDSA_KEY_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_ECDSA_KEY_PEM;
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
  void fileAndTextAtOnceAreRefusedUntold() {
    assertThatThrownBy(() ->
            config(
                Map.of(
                    TLS_ECDSA_KEY_FILE,
                    certificates.serverKey().toString(),
                    TLS_ECDSA_KEY_PEM,
                    "the text of a key")))
        .hasMessageContaining("TLS_ECDSA_KEY_FILE and TLS_ECDSA_KEY_PEM are set; set one of them")
        .hasMessageNotContaining("the text of a key");
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
