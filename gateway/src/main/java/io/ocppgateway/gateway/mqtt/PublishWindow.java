package io.ocppgateway.gateway.mqtt;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// How many publishes may wait for their PUBACK, and what waits to be published.
///
/// When the window is full the link asks for no more; what was read already waits here. That is at
/// most what one read of the socket holds. Owned by the link's event loop.
///
/// @see "MQTT 5.0 §4.9"
final class PublishWindow {

  /// What AWS IoT Core takes; it discards more.
  static final int MAX_IN_FLIGHT = 100;

  private static final int MAX_PACKET_ID = 0xFFFF;

  private final Deque<ByteBuf> waiting = new ArrayDeque<>();
  private int limit = MAX_IN_FLIGHT;
  private int inFlight;
  private int lastPacketId;

  /// Narrows the window to what the broker says it takes.
  void limitTo(int receiveMaximum) {
    limit = Math.min(MAX_IN_FLIGHT, receiveMaximum);
  }

  /// Takes a payload over until [#next] gives it out.
  void add(ByteBuf payload) {
    waiting.addLast(payload);
  }

  /// The next payload that may be published now, null if there is none. The caller owns it, and
  /// publishes it under [#nextPacketId].
  @Nullable ByteBuf next() {
    if (inFlight >= limit) {
      return null;
    }
    ByteBuf payload = waiting.pollFirst();
    if (payload != null) {
      inFlight++;
    }
    return payload;
  }

  int nextPacketId() {
    lastPacketId = lastPacketId == MAX_PACKET_ID ? 1 : lastPacketId + 1;
    return lastPacketId;
  }

  void onAcknowledged() {
    inFlight = Math.max(0, inFlight - 1);
  }

  boolean isFull() {
    return inFlight >= limit;
  }

  void release() {
    waiting.forEach(ByteBuf::release);
    waiting.clear();
  }
}
