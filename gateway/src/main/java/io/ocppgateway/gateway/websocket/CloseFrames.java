package io.ocppgateway.gateway.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;

/// Makes close frames whose reason fits.
///
/// @see "RFC 6455 §5.5"
final class CloseFrames {

  private static final int MAX_REASON_BYTES = 123;

  private CloseFrames() {}

  /// @param reason cut at the last whole character that fits
  static CloseWebSocketFrame of(int code, String reason) {
    return new CloseWebSocketFrame(code, fitting(reason));
  }

  static String fitting(String reason) {
    ByteBuffer bytes = ByteBuffer.allocate(MAX_REASON_BYTES);
    CharBuffer characters = CharBuffer.wrap(reason);
    // Stops before the character that would overflow.
    UTF_8.newEncoder().encode(characters, bytes, true);
    return reason.substring(0, characters.position());
  }
}
