package io.ocppgateway.gateway.mqtt.packet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;

/// Reads the packets that a broker sends to a client, where they lie.
///
/// By hand and not by Netty's decoder, which makes five objects and a copy of the topic of each
/// message, and keeps a state for each connection: every round trip reads two packets.
///
/// @see "MQTT 5.0 §2.1, §3"
public final class PacketReader {

  /// The largest packet that AWS IoT Core sends: 128 KiB of payload and what goes with it.
  public static final int MAX_PACKET_BYTES = 149_504;

  private static final int CONNACK = 2;
  private static final int PUBLISH = 3;
  private static final int PUBACK = 4;
  private static final int SUBACK = 9;
  private static final int UNSUBACK = 11;
  private static final int PINGRESP = 13;
  private static final int DISCONNECT = 14;

  private static final int TYPE_SHIFT = 4;
  private static final int DUP = 0x08;
  private static final int QOS_SHIFT = 1;
  private static final int QOS = 0x03;
  private static final int SEVEN_BITS = 0x7F;
  private static final int MAX_LENGTH_SHIFT = 21;

  /// What a packet says that leaves its reason out.
  private static final int SUCCESS = 0;

  private PacketReader() {}

  /// Hands on the next packet, if all of it is there, and moves behind it; else moves nowhere.
  ///
  /// @throws CorruptedFrameException if it is none that a broker may send
  /// @throws IndexOutOfBoundsException if it ends before all is said that it has to say
  /// @throws TooLongFrameException if it is longer than [#MAX_PACKET_BYTES]
  public static void read(ByteBuf in, PacketListener listener) {
    int index = in.readerIndex() + 1;
    int length = 0;
    for (int shift = 0; ; shift += 7) {
      if (index >= in.writerIndex()) {
        return;
      }
      int next = in.getByte(index++);
      length |= (next & SEVEN_BITS) << shift;
      if (next >= 0) {
        break;
      }
      if (shift == MAX_LENGTH_SHIFT) {
        throw new CorruptedFrameException("the length of a packet takes more than four bytes");
      }
    }
    if (length > MAX_PACKET_BYTES) {
      throw new TooLongFrameException(
          "a packet of %d bytes; allowed are %d".formatted(length, MAX_PACKET_BYTES));
    }
    if (in.writerIndex() - index >= length) {
      int header = in.readUnsignedByte();
      in.readerIndex(index);
      hand(header, in.readSlice(length), listener);
    }
  }

  /// @param body of the packet: to read on behind its end throws
  private static void hand(int header, ByteBuf body, PacketListener listener) {
    switch (header >> TYPE_SHIFT) {
      case PUBLISH -> handMessage(header, body, listener);
      case PUBACK -> listener.onPublishAcknowledged(body.readUnsignedShort(), reasonIn(body));
      case CONNACK -> {
        // Whether there was a session does not matter: we want none.
        body.skipBytes(1);
        listener.onConnectAcknowledged(body.readUnsignedByte(), propertiesIn(body));
      }
      case SUBACK -> {
        body.skipBytes(2);
        propertiesIn(body);
        listener.onSubscribed(body.readUnsignedByte());
      }
      case UNSUBACK -> listener.onUnsubscribed();
      case PINGRESP -> {
        // That it came is all it says.
      }
      case DISCONNECT -> listener.onDisconnect(reasonIn(body));
      default ->
          throw new CorruptedFrameException(
              "a packet of type %d, which no broker sends to a client of ours"
                  .formatted(header >> TYPE_SHIFT));
    }
  }

  private static void handMessage(int header, ByteBuf body, PacketListener listener) {
    // There is one subscription, to one topic.
    body.skipBytes(body.readUnsignedShort());
    switch ((header >> QOS_SHIFT) & QOS) {
      case 0 -> listener.onMessage(propertiesIn(body), body);
      case 1 -> {
        int packetId = body.readUnsignedShort();
        if (packetId == 0) {
          throw new CorruptedFrameException("a publish with the packet id 0");
        }
        listener.onMessage(packetId, (header & DUP) != 0, propertiesIn(body), body);
      }
      default -> throw new CorruptedFrameException("a publish with a QoS above 1");
    }
  }

  /// Behind what stood before it; what has none succeeds.
  private static int reasonIn(ByteBuf body) {
    return body.isReadable() ? body.readUnsignedByte() : SUCCESS;
  }

  /// Moves behind them. Brokers of an earlier MQTT, which refuse us, send none.
  private static ByteBuf propertiesIn(ByteBuf body) {
    int length = body.isReadable() ? PacketProperties.readLength(body) : 0;
    return length == 0 ? Unpooled.EMPTY_BUFFER : body.readSlice(length);
  }
}
