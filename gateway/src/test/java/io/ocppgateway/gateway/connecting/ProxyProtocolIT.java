package io.ocppgateway.gateway.connecting;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.gateway.TestGateway;
import io.ocppgateway.gateway.peer.HaProxy;
import io.ocppgateway.gateway.peer.Mosquitto;
import io.ocppgateway.gateway.peer.MqttObserver;
import io.ocppgateway.gateway.peer.ScriptedBroker;
import io.ocppgateway.gateway.peer.TestChargePoint;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The gateway behind HAProxy, which nobody here wrote.
final class ProxyProtocolIT {

  private static final String OCPP16 = "Sec-WebSocket-Protocol: ocpp1.6";
  private static final Map<String, String> BEHIND_A_PROXY =
      Map.of(
          GatewayEnvironment.PROXY_PROTOCOL_FROM, "127.0.0.1/32",
          GatewayEnvironment.CONNECTIONS_PER_ADDRESS, "1");

  @TempDir Path directory;

  @Test
  void chargePointIsKnownByItsOwnAddress() throws Exception {
    try (ScriptedBroker broker = ScriptedBroker.accepting();
        TestGateway gateway = TestGateway.start(broker.url(), BEHIND_A_PROXY);
        HaProxy proxy = HaProxy.start(directory, "send-proxy-v2", gateway);
        TestChargePoint first =
            TestChargePoint.requestFrom("127.0.0.5", proxy.port(), "/CP1", OCPP16);
        TestChargePoint second =
            TestChargePoint.requestFrom("127.0.0.5", proxy.port(), "/CP2", OCPP16);
        TestChargePoint elsewhere =
            TestChargePoint.requestFrom("127.0.0.6", proxy.port(), "/CP3", OCPP16)) {

      assertThat(first.response()).startsWith("HTTP/1.1 101 ");
      assertThat(second.response()).startsWith("HTTP/1.1 429 ");
      assertThat(second.body()).contains("too many connections from 127.0.0.5");
      assertThat(elsewhere.response()).startsWith("HTTP/1.1 101 ");
    }
  }

  @Test
  void frameTravelsThroughTheProxy() throws Exception {
    String frame = "[2,\"1\",\"Heartbeat\",{}]";
    try (Mosquitto mosquitto = Mosquitto.start(directory);
        TestGateway gateway =
            TestGateway.start("mqtt://127.0.0.1:" + mosquitto.port(), BEHIND_A_PROXY);
        HaProxy proxy = HaProxy.start(directory, "send-proxy-v2", gateway);
        MqttObserver observer = MqttObserver.watch(mosquitto.port(), "CP1/in");
        TestChargePoint chargePoint = TestChargePoint.connect(proxy.port(), "CP1")) {

      chargePoint.sendText(frame);

      assertThat(observer.nextText()).isEqualTo(frame);
    }
  }

  @Test
  void headerOfVersion1IsRefused() throws Exception {
    try (ScriptedBroker broker = ScriptedBroker.accepting();
        TestGateway gateway = TestGateway.start(broker.url(), BEHIND_A_PROXY);
        HaProxy proxy = HaProxy.start(directory, "send-proxy", gateway);
        TestChargePoint chargePoint = TestChargePoint.request(proxy.port(), "/CP1", OCPP16)) {

      assertThat(chargePoint.response()).isEmpty();
    }
  }

  @Test
  void connectionPastTheProxyHasNothingToSay() throws Exception {
    try (ScriptedBroker broker = ScriptedBroker.accepting();
        TestGateway gateway = TestGateway.start(broker.url(), BEHIND_A_PROXY);
        TestChargePoint forged = TestChargePoint.raw(gateway.port(), "GET /CP1 HTTP/1.1\r\n\r\n");
        TestChargePoint elsewhere =
            TestChargePoint.requestFrom("127.0.0.7", gateway.port(), "/CP1", OCPP16)) {

      assertThat(forged.response()).isEmpty();
      assertThat(elsewhere.response()).startsWith("HTTP/1.1 101 ");
    }
  }
}
