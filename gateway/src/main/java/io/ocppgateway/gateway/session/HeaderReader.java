package io.ocppgateway.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.concurrent.FastThreadLocal;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.frame.Decoded;
import io.ocppgateway.ocpp.frame.FrameCodec;
import io.ocppgateway.ocpp.frame.FrameHeader;
import org.jspecify.annotations.Nullable;

/// Reads the headers of frames out of buffers, and leaves the buffers as they were.
final class HeaderReader {

  /// Longer than nearly all frames.
  private static final int SCRATCH_BYTES = 4096;

  /// An array is read several times as fast as a buffer, byte by byte: one copy pays for itself.
  private static final FastThreadLocal<byte[]> SCRATCH =
      new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
          return new byte[SCRATCH_BYTES];
        }
      };

  private HeaderReader() {}

  /// Reads a header.
  ///
  /// @return null if the text is not UTF-8
  static @Nullable Decoded<FrameHeader> read(ByteBuf text, OcppVersion version) {
    int length = text.readableBytes();
    byte[] bytes = length <= SCRATCH_BYTES ? SCRATCH.get() : new byte[length];
    text.getBytes(text.readerIndex(), bytes, 0, length);
    FrameHeader ordinary = FrameCodec.glance(bytes, length);
    if (ordinary != null) {
      return new Decoded.Valid<>(ordinary);
    }
    return ByteBufUtil.isText(text, UTF_8)
        ? FrameCodec.decodeHeader(new ByteBufInputStream(text.duplicate()), version)
        : null;
  }
}
