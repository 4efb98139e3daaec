package io.ocppgateway.gateway.connecting;

import static io.ocppgateway.ocpp.environment.GatewayEnvironment.PROXY_PROTOCOL_FROM;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_ECDSA_CERTIFICATE_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_ECDSA_KEY_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_ENDS_AT;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_RSA_CERTIFICATE_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_RSA_KEY_FILE;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import io.ocppgateway.gateway.TestGateway;
import io.ocppgateway.gateway.peer.HaProxy;
import io.ocppgateway.gateway.peer.OpenSslClient;
import io.ocppgateway.gateway.peer.ScriptedBroker;
import io.ocppgateway.gateway.peer.TestCertificates;
import io.ocppgateway.gateway.peer.TestChargePoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The gateway ends TLS itself, with OpenSSL and the JDK as its clients.
final class TlsIT {

  @TempDir static Path directory;

  private static X509Bundle ecdsa;
  private static X509Bundle rsa;
  private static Path trusted;
  private static ScriptedBroker broker;
  private static TestGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    ecdsa = TestCertificates.selfSigned("CN=localhost", Algorithm.ecp256);
    rsa = TestCertificates.selfSigned("CN=localhost,OU=rsa", Algorithm.rsa2048);
    trusted =
        Files.writeString(
            directory.resolve("trusted.pem"), ecdsa.getCertificatePEM() + rsa.getCertificatePEM());
    broker = ScriptedBroker.accepting();
    gateway = TestGateway.start(broker.url(), settings(directory));
  }

  @AfterAll
  static void stop() throws Exception {
    if (gateway != null) {
      gateway.close();
    }
    broker.close();
  }

  /// The four suites that OCPP names, those with forward secrecy beside them, and TLS 1.3 with a
  /// client that knows one kind of certificate only.
  @ParameterizedTest
  @CsvSource({
    "-tls1_2 -cipher ECDHE-ECDSA-AES128-GCM-SHA256, TLSv1.2 ECDHE-ECDSA-AES128-GCM-SHA256 256",
    "-tls1_2 -cipher ECDHE-ECDSA-AES256-GCM-SHA384, TLSv1.2 ECDHE-ECDSA-AES256-GCM-SHA384 256",
    "-tls1_2 -cipher AES128-GCM-SHA256, TLSv1.2 AES128-GCM-SHA256 2048",
    "-tls1_2 -cipher AES256-GCM-SHA384, TLSv1.2 AES256-GCM-SHA384 2048",
    "-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256, TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256 2048",
    "-tls1_2 -cipher ECDHE-RSA-AES256-GCM-SHA384, TLSv1.2 ECDHE-RSA-AES256-GCM-SHA384 2048",
    "-tls1_2, TLSv1.2 ECDHE-ECDSA-AES128-GCM-SHA256 256",
    "-tls1_2 -sigalgs RSA+SHA256, TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256 2048",
    "-ciphersuites TLS_AES_128_GCM_SHA256, TLSv1.3 TLS_AES_128_GCM_SHA256 256",
    "-ciphersuites TLS_AES_256_GCM_SHA384, TLSv1.3 TLS_AES_256_GCM_SHA384 256",
    "-ciphersuites TLS_AES_128_GCM_SHA256 -sigalgs RSA-PSS+SHA256, TLSv1.3 TLS_AES_128_GCM_SHA256 2048",
    "-ciphersuites TLS_AES_128_GCM_SHA256 -sigalgs ECDSA+SHA256, TLSv1.3 TLS_AES_128_GCM_SHA256 256"
  })
  void chargePointIsMetWithWhatItKnows(String options, String agreement) throws Exception {
    OpenSslClient.Outcome outcome = upgrade(gateway, options);

    assertThat(outcome.agreement()).isEqualTo(agreement);
    assertThat(outcome.status()).isEqualTo(101);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-tls1 -cipher ALL:@SECLEVEL=0",
        "-tls1_1 -cipher ALL:@SECLEVEL=0",
        "-tls1_2 -cipher AES128-SHA",
        "-tls1_2 -cipher AES128-SHA256",
        "-tls1_2 -cipher ECDHE-RSA-AES128-SHA",
        "-tls1_2 -cipher ECDHE-ECDSA-AES256-SHA384",
        "-tls1_2 -cipher DHE-RSA-AES128-GCM-SHA256"
      })
  void whatIsTooWeakIsRefused(String options) throws Exception {
    OpenSslClient.Outcome outcome = upgrade(gateway, options);

    assertThat(outcome.output()).contains("alert");
    assertThat(outcome.agreement()).startsWith("(NONE)");
    assertThat(outcome.status()).isZero();
  }

  @Test
  void sessionIsResumedWithoutAFullHandshake() throws Exception {
    String kept = directory.resolve("session").toString();
    upgrade(gateway, "-tls1_2 -sess_out " + kept);

    OpenSslClient.Outcome outcome = upgrade(gateway, "-tls1_2 -sess_in " + kept);

    assertThat(outcome.output()).contains("Reused, TLSv1.2");
    assertThat(outcome.status()).isEqualTo(101);
  }

  @Test
  void chargePointBehindAProxyInTcpModeIsKnownByItsOwnAddress(@TempDir Path files)
      throws Exception {
    Map<String, String> settings = settings(files);
    settings.put(PROXY_PROTOCOL_FROM, "127.0.0.0/8");
    try (TestGateway own = TestGateway.start(broker.url(), settings);
        HaProxy proxy = HaProxy.start(files, "send-proxy-v2", own);
        SSLSocket socket = TestCertificates.connect(proxy.port(), ecdsa);
        TestChargePoint chargePoint = TestChargePoint.connectOver(socket, "CP1")) {

      chargePoint.send(TestChargePoint.FIN | TestChargePoint.PING, new byte[0]);

      assertThat(chargePoint.next().opcode()).isEqualTo(TestChargePoint.PONG);
    }
  }

  private static Map<String, String> settings(Path files) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put(TLS_ENDS_AT, "GATEWAY");
    settings.put(
        TLS_ECDSA_CERTIFICATE_FILE,
        TestCertificates.writeCertificate(files, "ecdsa", ecdsa).toString());
    settings.put(TLS_ECDSA_KEY_FILE, TestCertificates.writeKey(files, "ecdsa", ecdsa).toString());
    settings.put(
        TLS_RSA_CERTIFICATE_FILE, TestCertificates.writeCertificate(files, "rsa", rsa).toString());
    settings.put(TLS_RSA_KEY_FILE, TestCertificates.writeKey(files, "rsa", rsa).toString());
    return settings;
  }

  private static OpenSslClient.Outcome upgrade(TestGateway gateway, String options)
      throws Exception {
    List<String> all = new ArrayList<>(List.of("-CAfile", trusted.toString()));
    all.addAll(List.of(options.split(" ")));
    return OpenSslClient.upgrade(gateway.port(), "CP1", all);
  }
}
