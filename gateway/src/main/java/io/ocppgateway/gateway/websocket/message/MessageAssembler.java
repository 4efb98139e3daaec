package io.ocppgateway.gateway.websocket.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.ocppgateway.gateway.session.EndCause;
import io.ocppgateway.gateway.websocket.deflate.Compression;
import io.ocppgateway.gateway.websocket.deflate.MessageDeflate.Inflated;
import org.jspecify.annotations.Nullable;

/// Makes messages of a charge point's data frames: puts fragments together and decompresses.
///
/// The decoder has seen to it that continuations follow a beginning. Owned by the channel's event
/// loop.
///
/// @see "RFC 6455 §5.4; RFC 7692 §6"
public final class MessageAssembler {

  /// What a data frame comes to.
  public sealed interface Step {

    /// It ends a message.
    ///
    /// @param text the caller's to release
    record Message(ByteBuf text) implements Step {}

    /// More of the message is to come.
    record Incomplete() implements Step {}

    /// It makes an end of the connection.
    record Violation(EndCause cause) implements Step {}
  }

  /// The reserved bit of a message that is compressed, in its first frame.
  public static final int COMPRESSED = 0x4;

  private static final Step INCOMPLETE = new Step.Incomplete();

  private final int maxBytes;
  private final @Nullable Compression compression;
  private @Nullable ByteBuf fragments;
  private boolean compressed;

  /// Begins with nothing.
  ///
  /// @param maxBytes of a message, at most
  /// @param compression that was agreed on, null for none
  public MessageAssembler(int maxBytes, @Nullable Compression compression) {
    this.maxBytes = maxBytes;
    this.compression = compression;
  }

  /// Takes the next data frame.
  ///
  /// @param frame the caller's
  public Step accept(WebSocketFrame frame, ByteBufAllocator allocator) {
    boolean isFirst = !(frame instanceof ContinuationWebSocketFrame);
    int allowedBits = isFirst && compression != null ? COMPRESSED : 0;
    if ((frame.rsv() & ~allowedBits) != 0) {
      return violation(EndCause.PROTOCOL_ERROR);
    }
    if (frame instanceof BinaryWebSocketFrame) {
      return violation(EndCause.BINARY_MESSAGE);
    }
    if (isFirst) {
      compressed = frame.rsv() == COMPRESSED;
    }
    if (isFirst && frame.isFinalFragment()) {
      return toMessage(frame.content().retain(), allocator);
    }
    return append(frame, allocator);
  }

  /// How much it holds of a message that has not come to its end.
  public int heldBytes() {
    return fragments == null ? 0 : fragments.readableBytes();
  }

  /// Drops the message that is being put together.
  public void discard() {
    if (fragments != null) {
      fragments.release();
      fragments = null;
    }
  }

  private Step append(WebSocketFrame frame, ByteBufAllocator allocator) {
    ByteBuf content = frame.content();
    ByteBuf whole = fragments == null ? allocator.buffer() : fragments;
    fragments = whole;
    if (whole.readableBytes() + content.readableBytes() > maxBytes) {
      return violation(EndCause.MESSAGE_TOO_BIG);
    }
    whole.writeBytes(content, content.readerIndex(), content.readableBytes());
    if (!frame.isFinalFragment()) {
      return INCOMPLETE;
    }
    fragments = null;
    return toMessage(whole, allocator);
  }

  /// @param payload this method's to release
  private Step toMessage(ByteBuf payload, ByteBufAllocator allocator) {
    if (!compressed || compression == null) {
      return new Step.Message(payload);
    }
    try {
      return switch (compression.deflate().inflate(payload, maxBytes, allocator)) {
        case Inflated.Whole(ByteBuf message) -> new Step.Message(message);
        case Inflated.TooLong _ -> violation(EndCause.MESSAGE_TOO_BIG);
        case Inflated.Corrupt _ -> violation(EndCause.PROTOCOL_ERROR);
      };
    } finally {
      payload.release();
    }
  }

  private Step violation(EndCause cause) {
    discard();
    return new Step.Violation(cause);
  }
}
