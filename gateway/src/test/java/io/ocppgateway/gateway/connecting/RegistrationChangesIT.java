package io.ocppgateway.gateway.connecting;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.ocppgateway.gateway.peer.FakeAws;
import io.ocppgateway.gateway.peer.GatewayProcess;
import io.ocppgateway.gateway.peer.ScriptedBroker;
import io.ocppgateway.gateway.peer.TestChargePoint;
import io.ocppgateway.gateway.peer.TestChargePoint.Received;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An operator disables charge points that were looked up shortly before.
final class RegistrationChangesIT {

  private static final String CHANGED = "Registration has changed";

  @TempDir static Path directory;

  @Test
  void whoIsDisabledAndDisconnectedStaysOut() throws Exception {
    try (FakeAws aws = new FakeAws();
        ScriptedBroker broker = ScriptedBroker.accepting();
        GatewayProcess gateway = start(aws, broker, "60")) {
      TestChargePoint disconnected = TestChargePoint.connect(gateway.awaitPort(), "TABLED-1");
      Channel link = broker.nextLink();
      aws.disable("TABLED-1");

      ScriptedBroker.disconnect(link, MqttReasonCodes.Disconnect.ADMINISTRATIVE_ACTION);
      Received close = disconnected.nextClose();

      assertThat(close.closeReason()).isEqualTo("Disconnected by the operator");
      assertIsDisabled(gateway, "TABLED-1");
    }
  }

  @Test
  void whoIsDisabledAndCutOffIsClosed() throws Exception {
    try (FakeAws aws = new FakeAws();
        ScriptedBroker broker = ScriptedBroker.accepting();
        GatewayProcess gateway = start(aws, broker, "60");
        TestChargePoint staying = TestChargePoint.connect(gateway.awaitPort(), "TABLED-2")) {
      Channel linkOfStaying = broker.nextLink();
      try (TestChargePoint leaving = TestChargePoint.connect(gateway.awaitPort(), "TABLED-3")) {
        Channel link = broker.nextLink();
        aws.disable("TABLED-3");

        link.close().sync();
        linkOfStaying.close().sync();

        Received close = leaving.nextClose();
        assertThat(close.closeCode()).isEqualTo(1008);
        assertThat(close.closeReason()).isEqualTo(CHANGED);
        assertIsDisabled(gateway, "TABLED-3");
        staying.expectNothingFor(Duration.ofSeconds(1));
      }
    }
  }

  @Test
  void whoCameByWhatWasRememberedIsClosedSoon() throws Exception {
    try (FakeAws aws = new FakeAws();
        ScriptedBroker broker = ScriptedBroker.accepting();
        GatewayProcess gateway = start(aws, broker, "8")) {
      try (TestChargePoint first = TestChargePoint.connect(gateway.awaitPort(), "TABLED-4")) {
        first.expectNothingFor(Duration.ofSeconds(3));
      }
      aws.disable("TABLED-4");

      try (TestChargePoint again = TestChargePoint.connect(gateway.awaitPort(), "TABLED-4")) {
        Received close = again.nextClose();

        assertThat(close.closeCode()).isEqualTo(1008);
        assertThat(close.closeReason()).isEqualTo(CHANGED);
      }
    }
  }

  private static void assertIsDisabled(GatewayProcess gateway, String identity) throws Exception {
    try (TestChargePoint again = TestChargePoint.connect(gateway.awaitPort(), identity)) {
      Received close = again.nextClose();
      assertThat(close.closeCode()).isEqualTo(1008);
      assertThat(close.closeReason()).contains("disabled");
    }
  }

  private static GatewayProcess start(FakeAws aws, ScriptedBroker broker, String cacheSeconds)
      throws Exception {
    Map<String, String> environment = GatewayProcess.environment(aws.url(), broker.url());
    environment.put(GatewayEnvironment.REGISTRY_CACHE_SECONDS, cacheSeconds);
    return GatewayProcess.start(directory, environment);
  }
}
