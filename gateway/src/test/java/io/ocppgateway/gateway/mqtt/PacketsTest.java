package io.ocppgateway.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.UserProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.ocppgateway.ocpp.OcppVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PacketsTest {

  /// The numbers of bytes at which the length of a packet takes another byte lie between these.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 90, 110, 400, 16_300, 16_400, 131_072})
  void aPublishIsReadAsItWasMeant(int bytes) {
    ByteBuf payload = Unpooled.copiedBuffer("x".repeat(bytes), UTF_8);
    Pending pending =
        new Pending("CP1/in", Packets.publishProperties(OcppVersion.V2_0_1), payload, false);
    pending.packetId = 0xABCD;
    pending.attempted = true;

    MqttPublishMessage read = read(Packets.publish(pending, ByteBufAllocator.DEFAULT));

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

  private static MqttPublishMessage read(ByteBuf packet) {
    EmbeddedChannel encoder = new EmbeddedChannel(MqttEncoder.INSTANCE);
    encoder.writeOutbound(Packets.connect("CP1"));
    ByteBuf connect = encoder.readOutbound();
    // The decoder learns the version of the protocol from the CONNECT.
    EmbeddedChannel decoder = new EmbeddedChannel(new MqttDecoder(Packets.MAX_PACKET_BYTES));
    decoder.writeInbound(connect, packet);
    MqttMessage _ = decoder.readInbound();
    return decoder.readInbound();
  }
}
