package io.ocppgateway.gateway.mqtt.packet;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.CorruptedFrameException;

/// The properties of a packet: asked for the few that mean something here, the others are passed
/// over.
///
/// @see "MQTT 5.0 §2.2.2"
public final class PacketProperties {

  public static final int MESSAGE_EXPIRY_SECONDS = 2;
  public static final int SESSION_EXPIRY_SECONDS = 17;
  public static final int SERVER_KEEP_ALIVE_SECONDS = 19;
  public static final int RECEIVE_MAXIMUM = 33;
  public static final int USER_PROPERTY = 38;
  public static final int MAXIMUM_PACKET_BYTES = 39;

  private static final int SUBSCRIPTION_ID = 11;

  private static final int SEVEN_BITS = 0x7F;
  private static final int MAX_LENGTH_SHIFT = 21;

  private PacketProperties() {}

  /// The value of a property that is a number.
  ///
  /// @param properties left as they are
  /// @param otherwise if it is not among them
  /// @throws CorruptedFrameException if one of them is none of MQTT's
  /// @throws IndexOutOfBoundsException if the last one is cut off
  public static long number(ByteBuf properties, int wanted, long otherwise) {
    if (!properties.isReadable()) {
      return otherwise;
    }
    ByteBuf left = properties.duplicate();
    long found = otherwise;
    while (left.isReadable()) {
      int property = left.readUnsignedByte();
      long value = readNumber(left, property);
      if (property == wanted) {
        found = value;
      }
    }
    return found;
  }

  /// A number of variable length, such as stands before properties.
  ///
  /// @throws CorruptedFrameException if it takes more than four bytes
  static int readLength(ByteBuf in) {
    int length = 0;
    for (int shift = 0; shift <= MAX_LENGTH_SHIFT; shift += 7) {
      int next = in.readByte();
      length |= (next & SEVEN_BITS) << shift;
      if (next >= 0) {
        return length;
      }
    }
    throw new CorruptedFrameException("the length of properties takes more than four bytes");
  }

  /// Moves behind the value; 0 for one that is no number.
  private static long readNumber(ByteBuf in, int property) {
    return switch (property) {
      case 1, 23, 25, 36, 37, 40, 41, 42 -> in.readUnsignedByte();
      case SERVER_KEEP_ALIVE_SECONDS, RECEIVE_MAXIMUM, 34, 35 -> in.readUnsignedShort();
      case MESSAGE_EXPIRY_SECONDS, SESSION_EXPIRY_SECONDS, 24, MAXIMUM_PACKET_BYTES ->
          in.readUnsignedInt();
      case SUBSCRIPTION_ID -> readLength(in);
      case 3, 8, 9, 18, 21, 22, 26, 28, 31 -> skipString(in);
      case USER_PROPERTY -> skipString(in) + skipString(in);
      default -> throw new CorruptedFrameException("a property %d".formatted(property));
    };
  }

  private static long skipString(ByteBuf in) {
    in.skipBytes(in.readUnsignedShort());
    return 0;
  }
}
