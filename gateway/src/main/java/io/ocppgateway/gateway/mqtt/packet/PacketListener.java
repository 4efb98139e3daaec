package io.ocppgateway.gateway.mqtt.packet;

import io.netty.buffer.ByteBuf;

/// What a broker says, packet by packet, as [PacketReader] reads it.
///
/// Properties are all of a packet's, to be asked by [PacketProperties]; buffers are the reader's.
public interface PacketListener {

  void onConnectAcknowledged(int reasonCode, ByteBuf properties);

  void onSubscribed(int reasonCode);

  void onUnsubscribed();

  /// A message with QoS 0.
  ///
  /// @param payload what is readable of it
  void onMessage(ByteBuf properties, ByteBuf payload);

  /// A message with QoS 1.
  ///
  /// @param again whether the broker says that it has sent it before
  /// @param payload what is readable of it
  void onMessage(int packetId, boolean again, ByteBuf properties, ByteBuf payload);

  void onPublishAcknowledged(int packetId, int reasonCode);

  /// The broker takes leave.
  void onDisconnect(int reasonCode);
}
