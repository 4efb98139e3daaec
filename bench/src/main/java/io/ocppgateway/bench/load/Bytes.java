package io.ocppgateway.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/// Looks for bytes in what was read.
final class Bytes {

  private Bytes() {}

  /// Where the wanted bytes begin, counted from the reader's index; -1 if they are not there.
  static int indexOf(byte[] wanted, ByteBuf bytes) {
    int index = ByteBufUtil.indexOf(Unpooled.wrappedBuffer(wanted), bytes);
    return index < 0 ? -1 : index - bytes.readerIndex();
  }

  static boolean startsWith(byte[] wanted, ByteBuf bytes) {
    return bytes.readableBytes() >= wanted.length
        && ByteBufUtil.equals(
            Unpooled.wrappedBuffer(wanted), 0, bytes, bytes.readerIndex(), wanted.length);
  }
}
