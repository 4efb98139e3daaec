package io.ocppgateway.gateway.mqtt;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// A publish that the broker has not acknowledged yet, and its place in an [Outbox]. Owns its
/// payload.
final class Pending {

  private static final int OBJECTS_BYTES = 256;

  final String topic;

  /// As they stand in the packet; shared.
  final byte[] properties;

  final ByteBuf payload;

  /// Whether it tells the outcome of a command, and so is published in any case.
  final boolean outcome;

  /// Of the payload.
  final int bytes;

  /// What it takes of memory, about.
  final int cost;

  /// Of the last attempt.
  int packetId;

  /// When the last attempt was made, on the broker's scale.
  long sentAt;

  /// Whether an attempt was made whose end is not known.
  boolean attempted;

  @Nullable Pending next;

  Pending(String topic, byte[] properties, ByteBuf payload, boolean outcome) {
    this.topic = topic;
    this.properties = properties;
    this.payload = payload;
    this.outcome = outcome;
    bytes = payload.readableBytes();
    cost = bytes + OBJECTS_BYTES;
  }
}
