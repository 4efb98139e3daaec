package io.ocppgateway.gateway.mqtt;

import static io.ocppgateway.gateway.mqtt.BrokerEnd.acknowledge;
import static io.ocppgateway.gateway.mqtt.BrokerEnd.deliver;
import static io.ocppgateway.gateway.mqtt.BrokerEnd.lastPacket;
import static io.ocppgateway.gateway.mqtt.BrokerEnd.packets;
import static io.ocppgateway.gateway.mqtt.BrokerEnd.published;
import static io.ocppgateway.gateway.mqtt.TestLink.KEEP_ALIVE_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.ocppgateway.gateway.mqtt.reconnect.LinkEnd.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a link does on a connection that is up.
final class ConnectionTest {

  private final TestLink test = new TestLink();

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void messagesThatAreHeldBackAreNotAcknowledged() {
    EmbeddedChannel channel = test.bringUp();
    test.link.setReading(false);

    deliver(channel, 7, MqttQoS.AT_LEAST_ONCE, false, "held");
    channel.flush();
    List<MqttMessageType> whileHeld = packets(channel);
    test.link.setReading(true);
    test.link.flush();

    assertThat(whileHeld).isEmpty();
    assertThat(packets(channel)).containsExactly(MqttMessageType.PUBACK);
    assertThat(test.events.messages).containsExactly("held");
  }

  @Test
  void messageThatIsHeldBackIsHandedOverOnceHoweverOftenItIsSent() {
    EmbeddedChannel channel = test.bringUp();
    test.link.setReading(false);

    deliver(channel, 7, MqttQoS.AT_LEAST_ONCE, false, "held");
    deliver(channel, 7, MqttQoS.AT_LEAST_ONCE, true, "held");

    assertThat(test.events.messages).containsExactly("held");
  }

  @Test
  void floodThatNeedsNoAcknowledgementIsReadNoFurther() {
    EmbeddedChannel channel = test.bringUp();
    test.link.setReading(false);

    for (int i = 0; i < 5; i++) {
      deliver(channel, 0, MqttQoS.AT_MOST_ONCE, false, "x".repeat(64 * 1024));
    }
    boolean readDuringTheFlood = channel.config().isAutoRead();
    test.link.setReading(true);

    assertThat(readDuringTheFlood).isFalse();
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void silenceOfABrokerThatIsReadIsALoss() {
    EmbeddedChannel channel = test.bringUp(KEEP_ALIVE_SECONDS);

    test.pass(Duration.ofSeconds(2 * KEEP_ALIVE_SECONDS));

    assertThat(packets(channel)).containsOnly(MqttMessageType.PINGREQ);
    assertThat(test.events.losses).containsExactly(Kind.LOST);
  }

  @Test
  void silenceOfABrokerThatIsNotReadIsNone() {
    EmbeddedChannel channel = test.bringUp(KEEP_ALIVE_SECONDS);
    channel.config().setAutoRead(false);

    test.pass(Duration.ofSeconds(2 * KEEP_ALIVE_SECONDS));

    assertThat(test.events.losses).isEmpty();
  }

  @Test
  void publishThatALivelyBrokerDoesNotAcknowledgeIsPublishedAgain() {
    EmbeddedChannel channel = test.bringUp(KEEP_ALIVE_SECONDS);
    test.publish("discarded");
    test.publish("taken");
    acknowledge(channel, 2, 0);

    for (int i = 0; i < 20 && test.events.losses.isEmpty(); i++) {
      channel.writeInbound(MqttMessage.PINGRESP);
      test.pass(Duration.ofSeconds(KEEP_ALIVE_SECONDS / 4));
    }

    assertThat(test.events.losses).containsExactly(Kind.LOST);
    assertThat(published(test.bringUp())).containsExactly("discarded again");
  }

  @Test
  void publishesThatAreAcknowledgedOneByOneKeepTheConnectionHoweverManyFollow() {
    EmbeddedChannel channel = test.bringUp(KEEP_ALIVE_SECONDS);
    test.publish("1");

    for (int i = 1; i <= 20; i++) {
      test.publish("next");
      test.pass(Duration.ofSeconds(KEEP_ALIVE_SECONDS));
      acknowledge(channel, i, 0);
    }

    assertThat(test.events.losses).isEmpty();
  }

  @Test
  void aQuietBrokerIsPingedAndAnswers() {
    EmbeddedChannel channel = test.bringUp(KEEP_ALIVE_SECONDS);

    for (int i = 0; i < 10; i++) {
      test.pass(Duration.ofSeconds(KEEP_ALIVE_SECONDS));
      channel.writeInbound(MqttMessage.PINGRESP);
    }

    assertThat(packets(channel))
        .hasSizeGreaterThanOrEqualTo(10)
        .containsOnly(MqttMessageType.PINGREQ);
    assertThat(test.events.losses).isEmpty();
  }

  @Test
  void aBrokerThatIsSpokenToIsNotPinged() {
    EmbeddedChannel channel = test.bringUp(KEEP_ALIVE_SECONDS);

    for (int i = 1; i <= 10; i++) {
      test.publish("x");
      test.pass(Duration.ofSeconds(KEEP_ALIVE_SECONDS / 4));
      acknowledge(channel, i, 0);
    }

    assertThat(packets(channel)).containsOnly(MqttMessageType.PUBLISH);
  }

  @Test
  void whoWantsNoMoreMessagesIsToldWhenTheLastHasCome() {
    boolean withoutAConnection = test.link.unsubscribe();
    EmbeddedChannel channel = test.bringUp();

    boolean asked = test.link.unsubscribe();
    MqttMessageType packet = lastPacket(channel);
    deliver(channel, 7, MqttQoS.AT_LEAST_ONCE, false, "last");
    channel.writeInbound(
        MqttMessageBuilders.unsubAck()
            .packetId(Packets.UNSUBSCRIBE_PACKET_ID)
            .addReasonCode((short) 0)
            .build());

    assertThat(withoutAConnection).isFalse();
    assertThat(asked).isTrue();
    assertThat(packet).isEqualTo(MqttMessageType.UNSUBSCRIBE);
    assertThat(test.events.messages).containsExactly("last");
    assertThat(test.events.unsubscribed).isOne();
    assertThat(channel.isOpen()).isTrue();
  }
}
