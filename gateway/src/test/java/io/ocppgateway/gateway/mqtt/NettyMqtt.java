package io.ocppgateway.gateway.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.MessageToMessageDecoder;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.util.ReferenceCountUtil;
import io.ocppgateway.gateway.mqtt.packet.PacketReader;
import java.util.List;

/// Netty's idea of MQTT 5, which knows nothing of ours.
final class NettyMqtt {

  private NettyMqtt() {}

  /// Lets a test send packets where bytes are read.
  static final class ToBytes extends MessageToMessageDecoder<MqttMessage> {

    @Override
    protected void decode(ChannelHandlerContext ctx, MqttMessage packet, List<Object> out) {
      // The decoder releases what it was given, and the encoder what it has encoded.
      out.add(encode(ReferenceCountUtil.retain(packet)));
    }
  }

  /// The bytes of a packet, the caller's to release.
  static ByteBuf encode(MqttMessage packet) {
    EmbeddedChannel encoder = new EmbeddedChannel(MqttEncoder.INSTANCE);
    encoder.writeOutbound(connect());
    ByteBuf connect = encoder.readOutbound();
    connect.release();
    encoder.writeOutbound(packet);
    return encoder.readOutbound();
  }

  /// The packet that bytes are, which are taken over.
  static MqttMessage decode(ByteBuf bytes) {
    EmbeddedChannel decoder = new EmbeddedChannel(new MqttDecoder(PacketReader.MAX_PACKET_BYTES));
    // Both learn the version of the protocol from the CONNECT.
    decoder.writeInbound(encoded(connect()));
    MqttConnectMessage _ = decoder.readInbound();
    decoder.writeInbound(bytes);
    MqttMessage packet = decoder.readInbound();
    if (packet instanceof MqttPublishMessage publish) {
      // Nobody has to release the copy.
      packet = publish.replace(Unpooled.copiedBuffer(publish.payload()));
      publish.release();
    }
    return packet;
  }

  private static ByteBuf encoded(MqttConnectMessage connect) {
    EmbeddedChannel encoder = new EmbeddedChannel(MqttEncoder.INSTANCE);
    encoder.writeOutbound(connect);
    return encoder.readOutbound();
  }

  private static MqttConnectMessage connect() {
    return MqttMessageBuilders.connect()
        .protocolVersion(MqttVersion.MQTT_5)
        .clientId("other")
        .build();
  }
}
