package io.ocppgateway.bench.load;

import io.netty.buffer.ByteBuf;

/// Reads the heads of WebSocket frames in place.
///
/// @see "RFC 6455 §5.2"
final class FrameBytes {

  static final int TEXT = 1;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /// Set in the first byte of a frame that is a whole message.
  static final int FINAL = 0x80;

  /// Set in the second byte of a client's frames.
  static final int MASKED = 0x80;

  /// In place of a length: the next two bytes are the length.
  static final int TWO_BYTE_LENGTH = 126;

  private static final int MASK_BYTES = 4;
  private static final int LENGTH = 0x7F;
  private static final int OPCODE = 0x0F;
  private static final int SHORT_HEAD_BYTES = 2;
  private static final int LONG_HEAD_BYTES = 4;

  private FrameBytes() {}

  /// How long the frame is that begins here, 0 if it is not all there.
  ///
  /// @throws IllegalStateException if it is longer than anything that is sent in a measurement
  static int length(ByteBuf at) {
    int readable = at.readableBytes();
    if (readable < SHORT_HEAD_BYTES || (hasLongHead(at) && readable < LONG_HEAD_BYTES)) {
      return 0;
    }
    int whole = payloadIndex(at) - at.readerIndex() + payloadLength(at);
    return readable < whole ? 0 : whole;
  }

  static int opcode(ByteBuf at) {
    return at.getByte(at.readerIndex()) & OPCODE;
  }

  static int payloadIndex(ByteBuf at) {
    boolean isMasked = (at.getByte(at.readerIndex() + 1) & MASKED) != 0;
    return at.readerIndex()
        + (hasLongHead(at) ? LONG_HEAD_BYTES : SHORT_HEAD_BYTES)
        + (isMasked ? MASK_BYTES : 0);
  }

  static int payloadLength(ByteBuf at) {
    if (hasLongHead(at)) {
      return at.getUnsignedShort(at.readerIndex() + SHORT_HEAD_BYTES);
    }
    int length = at.getByte(at.readerIndex() + 1) & LENGTH;
    if (length > TWO_BYTE_LENGTH) {
      throw new IllegalStateException("a WebSocket frame of more than 65,535 bytes came");
    }
    return length;
  }

  private static boolean hasLongHead(ByteBuf at) {
    return (at.getByte(at.readerIndex() + 1) & LENGTH) == TWO_BYTE_LENGTH;
  }
}
