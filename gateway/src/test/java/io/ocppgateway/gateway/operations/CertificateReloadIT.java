package io.ocppgateway.gateway.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import io.ocppgateway.gateway.peer.FakeAws;
import io.ocppgateway.gateway.peer.Footprint;
import io.ocppgateway.gateway.peer.GatewayProcess;
import io.ocppgateway.gateway.peer.Mosquitto;
import io.ocppgateway.gateway.peer.MqttObserver;
import io.ocppgateway.gateway.peer.OpenSslClient;
import io.ocppgateway.gateway.peer.ScriptedBroker;
import io.ocppgateway.gateway.peer.TestCertificates;
import io.ocppgateway.gateway.peer.TestChargePoint;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A gateway's process whose certificates are renewed while it runs.
final class CertificateReloadIT {

  private static final String SECRETS = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:";
  private static final String CERTIFICATES = SECRETS + "certificates-AbCdEf";
  private static final String CLIENTS = SECRETS + "clients-AbCdEf";
  private static final int RENEWALS = 4;
  private static final String COMMAND = "[2,\"%s\",\"ClearCache\",{}]";
  private static final String ANSWER = "[3,\"%s\",{}]";

  private static X509Bundle first;
  private static X509Bundle second;

  @TempDir private Path directory;
  private FakeAws aws;
  private ScriptedBroker broker;

  @BeforeAll
  static void issue() throws Exception {
    first = TestCertificates.selfSigned("CN=localhost", Algorithm.ecp256);
    second = TestCertificates.selfSigned("CN=localhost,OU=second", Algorithm.ecp256);
  }

  @BeforeEach
  void start() throws Exception {
    aws = new FakeAws();
    broker = ScriptedBroker.accepting();
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
    aws.close();
  }

  @Test
  void renewedFilesAreForNewConnectionsAndLeaveNothingBehind() throws Exception {
    try (Mosquitto mosquitto = Mosquitto.start(directory);
        GatewayProcess gateway = GatewayProcess.start(directory, withFiles(mosquitto));
        SSLSocket socket = TestCertificates.connect(gateway.awaitReadyPort(), first);
        MqttObserver operator = MqttObserver.watch(mosquitto.port(), "TABLED/in");
        TestChargePoint connected = TestChargePoint.connectOver(socket, "TABLED")) {
      exchange(connected, operator, "before");
      operator.publish("TABLED/out", COMMAND.formatted("across"));
      assertThat(connected.nextText()).isEqualTo(COMMAND.formatted("across"));
      renewFiles(gateway, second);
      Footprint level = Footprint.of(gateway);

      for (int i = 0; i < RENEWALS; i++) {
        renewFiles(gateway, i % 2 == 0 ? first : second);
      }

      connected.sendText(ANSWER.formatted("across"));
      assertThat(textOf(operator.next())).isEqualTo(ANSWER.formatted("across"));
      exchange(connected, operator, "after");
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(Footprint.of(gateway)).matches(level::isLike));
    }
  }

  @Test
  void renewedSecretsAreForNewConnections() throws Exception {
    CertificateBuilder own = new CertificateBuilder().subject("CN=TABLED,O=CPO").ecp256();
    X509Bundle client = own.copy().buildIssuedBy(first);
    aws.putSecret(CERTIFICATES, secret(first));
    aws.putSecret(CLIENTS, first.getCertificatePEM());
    try (GatewayProcess gateway = GatewayProcess.start(directory, withSecrets())) {
      assertThat(statusOf(gateway, client)).isEqualTo(101);

      aws.putSecret(CERTIFICATES, secret(second));
      aws.putSecret(CLIENTS, second.getCertificatePEM());

      awaitShown(gateway, second);
      assertThat(statusOf(gateway, client)).isEqualTo(403);
      assertThat(gateway.log()).doesNotContain("PRIVATE KEY", "BEGIN CERTIFICATE");
    }
  }

  @Test
  void secretThatCannotBeReadKeepsItFromStartingAndIsNamed() throws Exception {
    aws.breakDown();

    try (GatewayProcess gateway = GatewayProcess.start(directory, withSecrets())) {

      assertThat(gateway.awaitExit()).isEqualTo(1);
      assertThat(gateway.log())
          .contains("gateway cannot start", "cannot be read from Secrets Manager");
    }
  }

  /// A CALL of the charge point and its answer.
  private static void exchange(TestChargePoint chargePoint, MqttObserver operator, String id)
      throws Exception {
    String call = "[2,\"%s\",\"Heartbeat\",{}]".formatted(id);
    chargePoint.sendText(call);
    assertThat(textOf(operator.next())).isEqualTo(call);
    operator.publish("TABLED/out", ANSWER.formatted(id));
    assertThat(chargePoint.nextText()).isEqualTo(ANSWER.formatted(id));
  }

  private static String textOf(Mqtt5Publish message) {
    return new String(message.getPayloadAsBytes(), UTF_8);
  }

  private void renewFiles(GatewayProcess gateway, X509Bundle next) throws Exception {
    TestCertificates.writeCertificate(directory, "server", next);
    TestCertificates.writeKey(directory, "server", next);
    awaitShown(gateway, next);
  }

  /// Secrets are looked at every minute.
  private static void awaitShown(GatewayProcess gateway, X509Bundle next) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(500))
        .ignoreException(SSLHandshakeException.class)
        .untilAsserted(() -> {
          try (SSLSocket after = TestCertificates.connect(gateway.awaitPort(), next)) {
            assertThat(after.getSession().getPeerCertificates()[0])
                .isEqualTo(next.getCertificate());
          }
        });
  }

  /// What a charge point with a certificate gets.
  private int statusOf(GatewayProcess gateway, X509Bundle client) throws Exception {
    Path certificate = TestCertificates.writeCertificate(directory, "client", client);
    Path key = TestCertificates.writeKey(directory, "client", client);
    return OpenSslClient.upgrade(
            gateway.awaitPort(),
            "TABLED",
            List.of("-cert", certificate.toString(), "-key", key.toString()))
        .status();
  }

  private static String secret(X509Bundle bundle) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("ecdsaCertificate", bundle.getCertificatePEM())
        .put("ecdsaKey", bundle.getPrivateKeyPEM())
        .toString();
  }

  private Map<String, String> withFiles(Mosquitto mosquitto) throws Exception {
    Map<String, String> environment = environment();
    environment.put(GatewayEnvironment.BROKER_URL, "mqtt://127.0.0.1:" + mosquitto.port());
    environment.put(GatewayEnvironment.SETTLE_SECONDS, "0");
    environment.put(
        GatewayEnvironment.TLS_ECDSA_CERTIFICATE_FILE,
        TestCertificates.writeCertificate(directory, "server", first).toString());
    environment.put(
        GatewayEnvironment.TLS_ECDSA_KEY_FILE,
        TestCertificates.writeKey(directory, "server", first).toString());
    return environment;
  }

  private Map<String, String> withSecrets() {
    Map<String, String> environment = environment();
    environment.put(GatewayEnvironment.SECURITY_PROFILE, "3");
    environment.put(GatewayEnvironment.TLS_CERTIFICATES_ARN, CERTIFICATES);
    environment.put(GatewayEnvironment.CLIENT_CA_ARN, CLIENTS);
    environment.put(GatewayEnvironment.CLIENT_ORGANIZATION, "CPO");
    return environment;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = GatewayProcess.environment(aws.url(), broker.url());
    environment.put(GatewayEnvironment.TLS_ENDS_AT, "GATEWAY");
    return environment;
  }
}
