package io.ocppgateway.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubAckMessage;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.ArrayList;
import java.util.List;

/// The broker's end of a connection: what it sends, and what has come to it.
final class BrokerEnd {

  private BrokerEnd() {}

  static void cut(EmbeddedChannel channel) {
    channel.close();
  }

  static void takeOver(EmbeddedChannel channel) {
    disconnect(channel, 0x8E);
  }

  static void disconnect(EmbeddedChannel channel, int reasonCode) {
    channel.writeInbound(
        MqttMessageBuilders.disconnect()
            .reasonCode((byte) reasonCode)
            .properties(MqttProperties.NO_PROPERTIES)
            .build());
  }

  static void acknowledge(EmbeddedChannel channel, int packetId, int reasonCode) {
    channel.writeInbound(
        new MqttPubAckMessage(
            new MqttFixedHeader(MqttMessageType.PUBACK, false, MqttQoS.AT_MOST_ONCE, false, 0),
            new MqttPubReplyMessageVariableHeader(
                packetId, (byte) reasonCode, MqttProperties.NO_PROPERTIES)));
  }

  static void deliver(
      EmbeddedChannel channel, int packetId, MqttQoS qos, boolean again, String text) {
    channel.writeInbound(
        new MqttPublishMessage(
            new MqttFixedHeader(MqttMessageType.PUBLISH, again, qos, false, 0),
            new MqttPublishVariableHeader("CP1/out", packetId, MqttProperties.NO_PROPERTIES),
            Unpooled.copiedBuffer(text, UTF_8)));
  }

  static List<String> published(EmbeddedChannel channel) {
    List<String> texts = new ArrayList<>();
    for (MqttMessage packet : read(channel)) {
      if (packet instanceof MqttPublishMessage publish) {
        texts.add(
            publish.payload().toString(UTF_8) + (publish.fixedHeader().isDup() ? " again" : ""));
        publish.release();
      }
    }
    return texts;
  }

  static List<MqttMessageType> packets(EmbeddedChannel channel) {
    return read(channel).stream().map(packet -> packet.fixedHeader().messageType()).toList();
  }

  /// Reads past everything up to the first packet of a type.
  static void packets(EmbeddedChannel channel, MqttMessageType end) {
    while (channel.outboundMessages().peek() instanceof ByteBuf packet
        && packet.getUnsignedByte(0) >> 4 != end.value()) {
      ByteBuf passed = channel.readOutbound();
      passed.release();
    }
  }

  static MqttMessageType lastPacket(EmbeddedChannel channel) {
    return packets(channel).getLast();
  }

  private static List<MqttMessage> read(EmbeddedChannel channel) {
    List<MqttMessage> packets = new ArrayList<>();
    for (Object packet = channel.readOutbound(); packet != null; packet = channel.readOutbound()) {
      packets.add(NettyMqtt.decode((ByteBuf) packet));
    }
    return packets;
  }
}
