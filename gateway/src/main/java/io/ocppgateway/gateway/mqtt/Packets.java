package io.ocppgateway.gateway.mqtt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.ocppgateway.gateway.mqtt.packet.PacketProperties;
import io.ocppgateway.gateway.mqtt.packet.PacketReader;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.topic.Topics;
import java.time.Duration;

/// The packets that a link sends, as they go over the wire.
///
/// @see "MQTT 5.0 §3"
final class Packets {

  /// Below what NAT gateways (350 s) and VPC endpoints (230 s) drop silently.
  static final Duration KEEP_ALIVE = Duration.ofSeconds(200);

  /// How many messages the broker may send before one is acknowledged: what is in memory for a
  /// charge point that does not read.
  static final int RECEIVE_MAXIMUM = 32;

  private static final int SUBSCRIBE_PACKET_ID = 1;

  /// Beyond those of an [Outbox].
  static final int UNSUBSCRIBE_PACKET_ID = 0xFFFF;

  // Of each packet its first byte: the type, and what bits go with it.
  private static final int CONNECT = 0x10;
  private static final int PUBLISH_QOS_1 = 0x32;
  private static final int PUBACK = 0x40;
  private static final int SUBSCRIBE = 0x82;
  private static final int UNSUBSCRIBE = 0xA2;
  private static final int PINGREQ = 0xC0;
  private static final int DISCONNECT = 0xE0;

  private static final int PROTOCOL_VERSION = 5;
  private static final int CLEAN_START = 0x02;
  private static final int CONNECT_PROPERTIES_BYTES = 3 + 5 + 5;
  private static final int NO_PROPERTIES = 0;
  private static final int QOS_1 = 1;

  private static final int DUP = 0x08;
  private static final int MAX_LENGTH_BYTES = 4;
  private static final int SEVEN_BITS = 0x7F;
  private static final int CONTINUED = 0x80;

  private Packets() {}

  /// A session of its own that leaves nothing behind.
  ///
  /// @see "MQTT 5.0 §3.1"
  static ByteBuf connect(String clientId) {
    ByteBuf body = Unpooled.buffer();
    writeText(body, "MQTT")
        .writeByte(PROTOCOL_VERSION)
        .writeByte(CLEAN_START)
        .writeShort((int) KEEP_ALIVE.toSeconds())
        .writeByte(CONNECT_PROPERTIES_BYTES)
        .writeByte(PacketProperties.RECEIVE_MAXIMUM)
        .writeShort(RECEIVE_MAXIMUM)
        .writeByte(PacketProperties.SESSION_EXPIRY_SECONDS)
        .writeInt(0)
        .writeByte(PacketProperties.MAXIMUM_PACKET_BYTES)
        .writeInt(PacketReader.MAX_PACKET_BYTES);
    return packet(CONNECT, writeText(body, clientId));
  }

  static ByteBuf subscribe(String topic) {
    ByteBuf body = Unpooled.buffer().writeShort(SUBSCRIBE_PACKET_ID).writeByte(NO_PROPERTIES);
    return packet(SUBSCRIBE, writeText(body, topic).writeByte(QOS_1));
  }

  static ByteBuf unsubscribe(String topic) {
    ByteBuf body = Unpooled.buffer().writeShort(UNSUBSCRIBE_PACKET_ID).writeByte(NO_PROPERTIES);
    return packet(UNSUBSCRIBE, writeText(body, topic));
  }

  /// The properties of every publish for a version, as they stand in the packet, their length
  /// first: made once, only read afterwards.
  ///
  /// @param stack which names itself in them; empty for one that does not
  static byte[] publishProperties(OcppVersion version, String stack) {
    ByteBuf properties = Unpooled.buffer();
    writeUserProperty(properties, Topics.OCPP_PROPERTY, version.subprotocol());
    if (!stack.isEmpty()) {
      writeUserProperty(properties, Topics.STACK_PROPERTY, stack);
    }
    return ByteBufUtil.getBytes(
        writeLength(Unpooled.buffer(), properties.readableBytes()).writeBytes(properties));
  }

  private static void writeUserProperty(ByteBuf to, String name, String value) {
    writeText(writeText(to.writeByte(PacketProperties.USER_PROPERTY), name), value);
  }

  /// The next attempt to publish something, which keeps its payload for another: one copy of it
  /// costs less than a second buffer.
  ///
  /// @see "MQTT 5.0 §3.3"
  static ByteBuf publish(Pending pending, ByteBufAllocator allocator) {
    ByteBuf payload = pending.payload;
    // Topics are ASCII, as thing names are.
    int topicLength = pending.topic.length();
    int length = 2 + topicLength + 2 + pending.properties.length + payload.readableBytes();
    ByteBuf packet = allocator.directBuffer(1 + MAX_LENGTH_BYTES + length);
    packet.writeByte(pending.attempted ? PUBLISH_QOS_1 | DUP : PUBLISH_QOS_1);
    writeLength(packet, length).writeShort(topicLength);
    ByteBufUtil.writeAscii(packet, pending.topic);
    return packet
        .writeShort(pending.packetId)
        .writeBytes(pending.properties)
        .writeBytes(payload, payload.readerIndex(), payload.readableBytes());
  }

  static ByteBuf publishAcknowledged(int packetId) {
    return packet(PUBACK, Unpooled.buffer(2).writeShort(packetId));
  }

  static ByteBuf ping() {
    return packet(PINGREQ, Unpooled.EMPTY_BUFFER);
  }

  /// For good: no reason is the normal one.
  static ByteBuf disconnect() {
    return packet(DISCONNECT, Unpooled.EMPTY_BUFFER);
  }

  private static ByteBuf packet(int header, ByteBuf body) {
    int length = body.readableBytes();
    ByteBuf packet = Unpooled.buffer(1 + MAX_LENGTH_BYTES + length).writeByte(header);
    return writeLength(packet, length).writeBytes(body);
  }

  /// Topics and client ids are ASCII, as thing names are, and so are user properties.
  private static ByteBuf writeText(ByteBuf to, String text) {
    return to.writeShort(text.length()).writeBytes(text.getBytes(US_ASCII));
  }

  private static ByteBuf writeLength(ByteBuf to, int length) {
    int rest = length;
    while (rest > SEVEN_BITS) {
      to.writeByte((rest & SEVEN_BITS) | CONTINUED);
      rest >>= 7;
    }
    return to.writeByte(rest);
  }
}
