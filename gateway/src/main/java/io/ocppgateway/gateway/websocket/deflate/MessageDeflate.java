package io.ocppgateway.gateway.websocket.deflate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Compresses and decompresses whole messages, each for itself: nothing is kept for a connection,
/// and one compressor serves all connections of an event loop. Safe for use by many threads.
///
/// @see "RFC 7692 §7.2"
public final class MessageDeflate {

  /// What a decompression comes to.
  public sealed interface Inflated {

    /// The message.
    ///
    /// @param message the caller's to release
    record Whole(ByteBuf message) implements Inflated {}

    /// The message would be longer than allowed; no more of it than that was held.
    record TooLong() implements Inflated {}

    /// The bytes are not compressed data.
    record Corrupt() implements Inflated {}
  }

  /// Ends a message whose sender has cut it off.
  private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

  private static final int GROWTH = 4;
  private static final int MIN_BUFFER_BYTES = 256;

  private final FastThreadLocal<Inflater> inflaters =
      new FastThreadLocal<>() {
        @Override
        protected Inflater initialValue() {
          return new Inflater(true);
        }

        @Override
        protected void onRemoval(Inflater inflater) {
          inflater.end();
        }
      };

  private final FastThreadLocal<Deflater> deflaters =
      new FastThreadLocal<>() {
        @Override
        protected Deflater initialValue() {
          return new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        }

        @Override
        protected void onRemoval(Deflater deflater) {
          deflater.end();
        }
      };

  /// Decompresses a message.
  ///
  /// @param compressed is left as it was
  /// @param maxBytes of the message, at most
  public Inflated inflate(ByteBuf compressed, int maxBytes, ByteBufAllocator allocator) {
    Inflater inflater = inflaters.get();
    inflater.reset();
    long estimate = (long) compressed.readableBytes() * GROWTH;
    // One byte more than allowed tells a message that is too long from one that just fits.
    int limit = maxBytes + 1;
    ByteBuf message =
        allocator.buffer(Math.clamp(estimate, Math.min(MIN_BUFFER_BYTES, limit), limit), limit);
    Inflated result = new Inflated.Corrupt();
    try {
      boolean fits =
          inflateAll(inflater, compressed.nioBuffer(), message)
              && inflateAll(inflater, ByteBuffer.wrap(TAIL), message);
      result =
          fits && message.readableBytes() <= maxBytes
              ? new Inflated.Whole(message)
              : new Inflated.TooLong();
    } catch (DataFormatException _) {
      // Corrupt, as it stands.
    } finally {
      if (!(result instanceof Inflated.Whole)) {
        message.release();
      }
    }
    return result;
  }

  /// Compresses a message.
  ///
  /// @param message is left as it was
  /// @return the caller's to release; null if compressing does not make it shorter
  public @Nullable ByteBuf deflate(ByteBuf message, ByteBufAllocator allocator) {
    Deflater deflater = deflaters.get();
    deflater.reset();
    deflater.setInput(message.nioBuffer());
    int limit = message.readableBytes() + TAIL.length;
    ByteBuf compressed = allocator.buffer(limit, limit);
    int written =
        deflater.deflate(
            compressed.nioBuffer(compressed.writerIndex(), limit), Deflater.SYNC_FLUSH);
    // A full buffer: there may be more to come, and it would be no shorter than the message.
    if (written >= limit || written < TAIL.length) {
      compressed.release();
      return null;
    }
    return compressed.writerIndex(written - TAIL.length);
  }

  /// @return false if there is no more room
  private static boolean inflateAll(Inflater inflater, ByteBuffer input, ByteBuf message)
      throws DataFormatException {
    inflater.setInput(input);
    while (true) {
      if (!message.isWritable()) {
        if (message.capacity() == message.maxCapacity()) {
          return false;
        }
        message.capacity((int) Math.min(2L * message.capacity(), message.maxCapacity()));
      }
      ByteBuffer room = message.nioBuffer(message.writerIndex(), message.writableBytes());
      int bytes = inflater.inflate(room);
      message.writerIndex(message.writerIndex() + bytes);
      if (inflater.finished()) {
        if (!input.hasRemaining()) {
          return true;
        }
        // A sender may end a block with the mark of the last one and go on with another.
        inflater.reset();
        inflater.setInput(input);
      } else if (bytes == 0) {
        if (!inflater.needsInput()) {
          throw new DataFormatException("no progress");
        }
        return true;
      }
    }
  }
}
