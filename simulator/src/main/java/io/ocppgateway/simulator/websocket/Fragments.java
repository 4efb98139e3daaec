package io.ocppgateway.simulator.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;

/// A message that comes in several frames. There is one only while it comes, so that idle
/// connections hold none.
///
/// @see "RFC 6455 §5.4"
final class Fragments {

  private final ByteArrayOutputStream message = new ByteArrayOutputStream();

  /// Adds a part.
  ///
  /// @return whether the message is within the limit
  boolean add(ByteBuf part, int maxBytes) {
    message.writeBytes(ByteBufUtil.getBytes(part));
    return message.size() <= maxBytes;
  }

  byte[] bytes() {
    return message.toByteArray();
  }
}
