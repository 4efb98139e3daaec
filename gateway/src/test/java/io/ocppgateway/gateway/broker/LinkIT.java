package io.ocppgateway.gateway.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubAckMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.ocppgateway.gateway.TestGateway;
import io.ocppgateway.gateway.peer.ScriptedBroker;
import io.ocppgateway.gateway.peer.TestChargePoint;
import io.ocppgateway.gateway.peer.TestChargePoint.Received;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The link to a broker that keeps to MQTT 5, packet by packet.
final class LinkIT {

  /// The first wait is of two seconds at most, and as long between two CONNECTs is one.
  private static final Duration LONGEST_FIRST_RECONNECT = Duration.ofSeconds(4);

  private static final String HEARTBEAT = "[2,\"1\",\"Heartbeat\",{}]";

  @Test
  void linkIsASessionOfItsOwnUnderTheThingName() throws Exception {
    try (ScriptedBroker broker = ScriptedBroker.accepting();
        TestGateway gateway = TestGateway.start(broker.url());
        TestChargePoint _ = TestChargePoint.connect(gateway.port(), "A*B")) {

      MqttConnectMessage connect = broker.next(MqttConnectMessage.class);
      MqttSubscribeMessage subscribe = broker.next(MqttSubscribeMessage.class);

      assertThat(connect.variableHeader().version()).isEqualTo(5);
      assertThat(connect.payload().clientIdentifier()).isEqualTo("A:2AB");
      assertThat(connect.variableHeader().isCleanSession()).isTrue();
      assertThat(connect.variableHeader().keepAliveTimeSeconds()).isEqualTo(200);
      assertThat(
              connect
                  .variableHeader()
                  .properties()
                  .getProperty(MqttProperties.SESSION_EXPIRY_INTERVAL)
                  .value())
          .isEqualTo(0);
      assertThat(subscribe.payload().topicSubscriptions())
          .singleElement()
          .satisfies(subscription -> {
            assertThat(subscription.topicFilter()).isEqualTo("A:2AB/out");
            assertThat(subscription.qualityOfService()).isEqualTo(MqttQoS.AT_LEAST_ONCE);
          });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SESSION_TAKEN_OVER, 1000, ''",
    "ADMINISTRATIVE_ACTION, 1008, Disconnected by the operator",
  })
  void disconnectThatIsMeantForTheChargePointClosesTheSocketForGood(
      MqttReasonCodes.Disconnect reason, int closeCode, String closeReason) throws Exception {
    try (ScriptedBroker broker = ScriptedBroker.accepting();
        TestGateway gateway = TestGateway.start(broker.url());
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1")) {
      Channel link = broker.nextLink();

      ScriptedBroker.disconnect(link, reason);

      Received close = chargePoint.nextClose();
      assertThat(close.closeCode()).isEqualTo(closeCode);
      assertThat(close.closeReason()).isEqualTo(closeReason);
      assertThat(chargePoint.isAtEnd()).isTrue();
      broker.next(MqttConnectMessage.class);
      broker.next(MqttSubscribeMessage.class);
      broker.expectNothingFor(LONGEST_FIRST_RECONNECT);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = MqttReasonCodes.Disconnect.class,
      names = {"SERVER_SHUTTING_DOWN", "KEEP_ALIVE_TIMEOUT", "SERVER_BUSY"})
  void anyOtherDisconnectIsOutlived(MqttReasonCodes.Disconnect reason) throws Exception {
    try (ScriptedBroker broker = ScriptedBroker.accepting();
        TestGateway gateway = TestGateway.start(broker.url());
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1")) {
      Channel link = broker.nextLink();
      chargePoint.sendText("[2,\"1\",\"Heartbeat\",{}]");
      broker.next(MqttConnectMessage.class);
      broker.next(MqttSubscribeMessage.class);
      broker.next(MqttPublishMessage.class);

      ScriptedBroker.disconnect(link, reason);
      chargePoint.sendText("[2,\"2\",\"Heartbeat\",{}]");

      Channel next = broker.nextLink();
      broker.next(MqttConnectMessage.class);
      broker.next(MqttSubscribeMessage.class);
      MqttPublishMessage again = broker.next(MqttPublishMessage.class);
      MqttPublishMessage since = broker.next(MqttPublishMessage.class);
      assertThat(again.fixedHeader().isDup()).isTrue();
      assertThat(again.payload().toString(UTF_8)).startsWith("[2,\"1\"");
      // Which may have met the old connection's end, and be marked too.
      assertThat(since.payload().toString(UTF_8)).startsWith("[2,\"2\"");
      ScriptedBroker.publish(next, "CP1/out", ScriptedBroker.EARLY);
      assertThat(chargePoint.nextText()).isEqualTo(ScriptedBroker.EARLY);
    }
  }

  @Test
  void frameOverWhichTheBrokerEndsTheConnectionIsGivenUpAndAnswered() throws Exception {
    try (ScriptedBroker broker = ScriptedBroker.accepting();
        TestGateway gateway = TestGateway.start(broker.url());
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1").patient()) {
      Channel link = broker.nextLink();
      chargePoint.sendText(HEARTBEAT);
      for (int i = 0; i < 2; i++) {
        broker.next(MqttConnectMessage.class);
        broker.next(MqttSubscribeMessage.class);
        broker.next(MqttPublishMessage.class);

        ScriptedBroker.disconnect(link, MqttReasonCodes.Disconnect.NOT_AUTHORIZED);
        link = broker.nextLink();
      }

      assertThat(chargePoint.nextText())
          .isEqualTo("[4,\"1\",\"InternalError\",\"The broker refused this\",{}]");
      chargePoint.sendText("[2,\"2\",\"Heartbeat\",{}]");
      broker.next(MqttConnectMessage.class);
      broker.next(MqttSubscribeMessage.class);
      assertThat(broker.next(MqttPublishMessage.class).payload().toString(UTF_8))
          .as("what comes next, and not the same again")
          .startsWith("[2,\"2\"");
    }
  }

  @Test
  void chargePointThatComesBeforeTheBrokerIsKeptForAWhile() throws Exception {
    try (TestGateway gateway =
            TestGateway.start(
                "mqtt://127.0.0.1:1", Map.of(GatewayEnvironment.BROKER_PATIENCE_SECONDS, "2"));
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1")) {

      Received close = chargePoint.nextClose();

      assertThat(close.closeCode()).isEqualTo(1013);
      assertThat(close.closeReason()).isEqualTo("Broker unreachable, try again later");
    }
  }

  @Test
  void refusedConnectClosesTheSocket() throws Exception {
    try (ScriptedBroker broker = ScriptedBroker.refusing();
        TestGateway gateway = TestGateway.start(broker.url());
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1")) {

      assertThat(chargePoint.nextClose().closeReason()).isEqualTo("Broker refused the connection");
    }
  }

  @Test
  void refusedSubscriptionClosesTheSocket() throws Exception {
    try (ScriptedBroker broker = ScriptedBroker.refusingSubscriptions();
        TestGateway gateway = TestGateway.start(broker.url());
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1")) {

      assertThat(chargePoint.nextClose().closeReason()).isEqualTo("Broker refused the connection");
    }
  }

  @Test
  void brokersReceiveMaximumIsKeptAndNothingIsLost() throws Exception {
    int frames = 200;
    try (ScriptedBroker broker = ScriptedBroker.accepting();
        TestGateway gateway = TestGateway.start(broker.url());
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1")) {
      Channel link = broker.nextLink();
      broker.next(MqttConnectMessage.class);
      broker.next(MqttSubscribeMessage.class);

      for (int i = 0; i < frames; i++) {
        chargePoint.sendText("[2,\"%d\",\"Heartbeat\",{}]".formatted(i));
      }

      // The broker takes two at a time: a third comes only after an acknowledgement.
      MqttPublishMessage previous = broker.next(MqttPublishMessage.class);
      for (int i = 1; i < frames; i++) {
        MqttPublishMessage next = broker.next(MqttPublishMessage.class);
        assertThat(broker.hasReceivedMore()).isFalse();
        assertThat(next.payload().toString(UTF_8)).startsWith("[2,\"%d\"".formatted(i));
        ScriptedBroker.acknowledge(link, previous);
        previous = next;
      }
    }
  }

  @Test
  void messageBeforeTheSubackIsNotLost() throws Exception {
    try (ScriptedBroker broker = ScriptedBroker.sendingEarly();
        TestGateway gateway = TestGateway.start(broker.url());
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1")) {

      assertThat(chargePoint.nextText()).isEqualTo(ScriptedBroker.EARLY);
    }
  }

  @Test
  void socketThatClosesMeanwhileEndsALinkInTheMaking() throws Exception {
    try (ScriptedBroker broker = ScriptedBroker.silent();
        TestGateway gateway = TestGateway.start(broker.url())) {
      TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1");
      Channel link = broker.nextLink();

      chargePoint.close();

      assertThat(link.closeFuture().await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void newerConnectionEndsAnOlderWhoseLinkIsInTheMaking() throws Exception {
    try (ScriptedBroker broker = ScriptedBroker.silent();
        TestGateway gateway = TestGateway.start(broker.url());
        TestChargePoint older = TestChargePoint.connect(gateway.port(), "CP1")) {
      Channel olderLink = broker.nextLink();

      try (TestChargePoint _ = TestChargePoint.connect(gateway.port(), "CP1")) {
        Received close = older.nextClose();

        assertThat(close.closeCode()).isEqualTo(1000);
        assertThat(close.closeReason()).isEmpty();
        assertThat(olderLink.closeFuture().await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(broker.nextLink().isActive()).isTrue();
      }
    }
  }

  @Test
  void stoppingGatewayEndsLinksInTheMaking() throws Exception {
    try (ScriptedBroker broker = ScriptedBroker.silent()) {
      TestGateway gateway = TestGateway.start(broker.url());
      TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1");
      Channel link = broker.nextLink();
      Thread stop = Thread.startVirtualThread(gateway::close);

      Received close = chargePoint.nextClose();
      stop.join();

      assertThat(close.closeCode()).isEqualTo(1012);
      assertThat(link.closeFuture().await(10, TimeUnit.SECONDS)).isTrue();
      chargePoint.close();
    }
  }

  @Test
  void brokerThatDoesNotAcknowledgeIsConnectedAnewAndTheSocketKept() throws Exception {
    try (ScriptedBroker broker = ScriptedBroker.accepting();
        TestGateway gateway =
            TestGateway.start(broker.url(), Map.of(GatewayEnvironment.PING_INTERVAL_SECONDS, "1"));
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1")) {
      Channel stalled = broker.nextLink();
      for (int i = 0; i < 3; i++) {
        chargePoint.sendText(HEARTBEAT);
      }

      assertThat(stalled.closeFuture().await(10, TimeUnit.SECONDS)).isTrue();

      Channel next = broker.nextLink();
      ScriptedBroker.publish(next, "CP1/out", ScriptedBroker.EARLY);
      assertThat(chargePoint.nextTextAmongPings()).isEqualTo(ScriptedBroker.EARLY);
    }
  }

  @Test
  void messageIsAcknowledged() throws Exception {
    try (ScriptedBroker broker = ScriptedBroker.accepting();
        TestGateway gateway = TestGateway.start(broker.url());
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1")) {
      Channel link = broker.nextLink();
      broker.next(MqttConnectMessage.class);
      broker.next(MqttSubscribeMessage.class);

      ScriptedBroker.publish(link, "CP1/out", HEARTBEAT);

      assertThat(broker.next(MqttPubAckMessage.class).variableHeader().messageId()).isEqualTo(7);
      assertThat(chargePoint.nextText()).isEqualTo(HEARTBEAT);
    }
  }

  @Test
  void chargePointsGoodbyeIsTheLinksGoodbye() throws Exception {
    try (ScriptedBroker broker = ScriptedBroker.accepting();
        TestGateway gateway = TestGateway.start(broker.url())) {
      TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1");
      broker.nextLink();
      broker.next(MqttConnectMessage.class);
      broker.next(MqttSubscribeMessage.class);

      chargePoint.close();

      assertThat(broker.next(MqttMessage.class).fixedHeader().messageType())
          .isEqualTo(MqttMessageType.DISCONNECT);
    }
  }
}
