package io.ocppgateway.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.UserProperties;
import io.netty.handler.codec.mqtt.MqttPubAckMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.ocppgateway.ocpp.OcppVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PacketsTest {

  /// The numbers of bytes at which the length of a packet takes another byte lie between these.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 90, 110, 400, 16_300, 16_400, 131_072})
  void aPublishIsReadAsItWasMeant(int bytes) {
    ByteBuf payload = Unpooled.copiedBuffer("x".repeat(bytes), UTF_8);
    Pending pending =
        new Pending("CP1/in", Packets.publishProperties(OcppVersion.V2_0_1, ""), payload, false);
    pending.packetId = 0xABCD;
    pending.attempted = true;

    MqttPublishMessage read =
        (MqttPublishMessage) NettyMqtt.decode(Packets.publish(pending, ByteBufAllocator.DEFAULT));

    assertThat(read.fixedHeader().qosLevel()).isEqualTo(MqttQoS.AT_LEAST_ONCE);
    assertThat(read.fixedHeader().isDup()).isTrue();
    assertThat(read.variableHeader().topicName()).isEqualTo("CP1/in");
    assertThat(read.variableHeader().packetId()).isEqualTo(0xABCD);
    assertThat(read.variableHeader().properties().getProperty(MqttProperties.USER_PROPERTY))
        .isInstanceOfSatisfying(
            UserProperties.class,
            properties ->
                assertThat(properties.value())
                    .containsExactly(new MqttProperties.StringPair("ocpp", "ocpp2.0.1")));
    assertThat(read.payload()).isEqualTo(payload);
    assertThat(payload.refCnt()).isOne();
    read.release();
    payload.release();
  }

  /// With so long a name the length of the properties takes two bytes.
  @ParameterizedTest
  @ValueSource(ints = {1, 128})
  void aPublishOfANamedStackSaysWhichItIs(int length) {
    String stack = "S".repeat(length);
    ByteBuf payload = Unpooled.copiedBuffer("[]", UTF_8);
    Pending pending =
        new Pending("CP1/in", Packets.publishProperties(OcppVersion.V1_6, stack), payload, false);
    pending.packetId = 1;

    MqttPublishMessage read =
        (MqttPublishMessage) NettyMqtt.decode(Packets.publish(pending, ByteBufAllocator.DEFAULT));

    assertThat(read.variableHeader().properties().getProperty(MqttProperties.USER_PROPERTY))
        .isInstanceOfSatisfying(
            UserProperties.class,
            properties ->
                assertThat(properties.value())
                    .containsExactly(
                        new MqttProperties.StringPair("ocpp", "ocpp1.6"),
                        new MqttProperties.StringPair("stack", stack)));
    assertThat(read.payload()).isEqualTo(payload);
    read.release();
    payload.release();
  }

  @Test
  void aConnectIsReadAsItWasMeant() {
    ByteBuf packet = Packets.connect("DE:2AABC:2AE1");

    MqttConnectMessage read = readConnect(packet);

    assertThat(read.decoderResult().isSuccess()).isTrue();
    assertThat(read.payload().clientIdentifier()).isEqualTo("DE:2AABC:2AE1");
    MqttConnectVariableHeader header = read.variableHeader();
    assertThat(header.version()).isEqualTo(MqttVersion.MQTT_5.protocolLevel());
    assertThat(header.isCleanSession()).isTrue();
    assertThat(header.hasUserName()).isFalse();
    assertThat(header.keepAliveTimeSeconds()).isEqualTo(200);
    assertThat(number(header.properties(), MqttProperties.RECEIVE_MAXIMUM)).isEqualTo(32);
    assertThat(number(header.properties(), MqttProperties.SESSION_EXPIRY_INTERVAL)).isZero();
    assertThat(number(header.properties(), MqttProperties.MAXIMUM_PACKET_SIZE)).isEqualTo(149_504);
  }

  @Test
  void aSubscriptionIsReadAsItWasMeant() {
    ByteBuf packet = Packets.subscribe("CP1/out");

    MqttSubscribeMessage read = (MqttSubscribeMessage) NettyMqtt.decode(packet);

    MqttTopicSubscription topic = read.payload().topicSubscriptions().getFirst();
    assertThat(read.variableHeader().messageId()).isOne();
    assertThat(topic.topicFilter()).isEqualTo("CP1/out");
    assertThat(topic.option().qos()).isEqualTo(MqttQoS.AT_LEAST_ONCE);
  }

  @Test
  void theEndOfASubscriptionIsReadAsItWasMeant() {
    ByteBuf packet = Packets.unsubscribe("CP1/out");

    MqttUnsubscribeMessage read = (MqttUnsubscribeMessage) NettyMqtt.decode(packet);

    assertThat(read.variableHeader().messageId()).isEqualTo(Packets.UNSUBSCRIBE_PACKET_ID);
    assertThat(read.payload().topics()).containsExactly("CP1/out");
  }

  @Test
  void anAcknowledgementIsReadAsItWasMeant() {
    ByteBuf packet = Packets.publishAcknowledged(0xABCD);

    MqttPubAckMessage read = (MqttPubAckMessage) NettyMqtt.decode(packet);

    assertThat(read.variableHeader().messageId()).isEqualTo(0xABCD);
  }

  @Test
  void whatHasOnlyATypeIsReadAsIt() {
    MqttMessage ping = NettyMqtt.decode(Packets.ping());
    MqttMessage goodbye = NettyMqtt.decode(Packets.disconnect());

    assertThat(ping.fixedHeader().messageType()).isEqualTo(MqttMessageType.PINGREQ);
    assertThat(goodbye.decoderResult().isSuccess()).isTrue();
    assertThat(goodbye.fixedHeader().messageType()).isEqualTo(MqttMessageType.DISCONNECT);
  }

  private static MqttConnectMessage readConnect(ByteBuf packet) {
    EmbeddedChannel decoder = new EmbeddedChannel(new MqttDecoder());
    decoder.writeInbound(packet);
    return decoder.readInbound();
  }

  private static int number(MqttProperties properties, int property) {
    return ((IntegerProperty) properties.getProperty(property)).value();
  }
}
