package io.ocppgateway.gateway.websocket.deflate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/// The compression that a connection has agreed on.
///
/// @param deflate of all connections
/// @param maxBytes of a message that may be compressed for this client
public record Compression(MessageDeflate deflate, int maxBytes) {

  /// Shorter ones are not worth the time: a Heartbeat's answer.
  private static final int MIN_BYTES = 256;

  /// Compresses a message.
  ///
  /// @param message is left as it was
  /// @return the caller's to release; null if the message had better be sent as it is
  public @Nullable ByteBuf compress(ByteBuf message, ByteBufAllocator allocator) {
    int bytes = message.readableBytes();
    return bytes < MIN_BYTES || bytes > maxBytes ? null : deflate.deflate(message, allocator);
  }
}
