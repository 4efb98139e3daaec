package io.ocppgateway.gateway.broker;

import static io.ocppgateway.ocpp.environment.GatewayEnvironment.BROKER_CA_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.BROKER_CERTIFICATE_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.BROKER_KEY_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.BROKER_PATIENCE_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.gateway.TestGateway;
import io.ocppgateway.gateway.peer.Mosquitto;
import io.ocppgateway.gateway.peer.TestCertificates;
import io.ocppgateway.gateway.peer.TestChargePoint;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The gateway in front of a mosquitto that wants TLS and a client certificate.
final class BrokerTlsIT {

  @TempDir static Path directory;
  private static TestCertificates certificates;
  private static Mosquitto mosquitto;

  @BeforeAll
  static void start() throws Exception {
    certificates = TestCertificates.create(directory);
    mosquitto = Mosquitto.startWithTls(directory, certificates);
  }

  @AfterAll
  static void stop() throws Exception {
    if (mosquitto != null) {
      mosquitto.close();
    }
  }

  /// The broker itself closes the first connection in favour of the second, so both were accepted.
  @Test
  void clientCertificateOpensTheLink() throws Exception {
    Map<String, String> files =
        Map.of(
            BROKER_CA_FILE, certificates.authority().toString(),
            BROKER_CERTIFICATE_FILE, certificates.clientCertificate().toString(),
            BROKER_KEY_FILE, certificates.clientKey().toString());
    try (TestGateway gateway = TestGateway.start("mqtts://localhost:" + mosquitto.port(), files);
        TestChargePoint first = TestChargePoint.connect(gateway.port(), "CP1")) {
      // A pong tells that the socket is read, which it is once the link is up.
      first.send(TestChargePoint.FIN | TestChargePoint.PING, new byte[0]);
      assertThat(first.next().opcode()).isEqualTo(TestChargePoint.PONG);

      try (TestChargePoint second = TestChargePoint.connect(gateway.port(), "CP1")) {

        assertThat(first.nextClose().closeCode()).isEqualTo(1000);
        second.send(TestChargePoint.FIN | TestChargePoint.PING, new byte[0]);
        assertThat(second.next().opcode()).isEqualTo(TestChargePoint.PONG);
      }
    }
  }

  @Test
  void brokerOfAnUnknownAuthorityIsNotTrusted() throws Exception {
    try (TestGateway gateway =
            TestGateway.start(
                "mqtts://localhost:" + mosquitto.port(), Map.of(BROKER_PATIENCE_SECONDS, "2"));
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1")) {

      assertThat(chargePoint.nextClose().closeReason())
          .isEqualTo("Broker unreachable, try again later");
    }
  }
}
