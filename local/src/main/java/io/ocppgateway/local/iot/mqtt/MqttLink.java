package io.ocppgateway.local.iot.mqtt;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.ocppgateway.local.iot.broker.Delivery;
import io.ocppgateway.local.iot.broker.Link;
import io.ocppgateway.local.iot.message.Publish;

/// The way to a client: writes its packets and ends its connection. Belongs to the channel's event
/// loop.
final class MqttLink implements Link {

  private final Channel channel;
  private boolean version5;
  private boolean ended;

  MqttLink(Channel channel) {
    this.channel = channel;
  }

  /// From now on the client is told why its connection ends.
  void speaksVersion5() {
    version5 = true;
  }

  boolean isVersion5() {
    return version5;
  }

  /// Whether the connection is over, though its last bytes may not have left.
  boolean hasEnded() {
    return ended;
  }

  /// The connection is over.
  ///
  /// @return false if it was before
  boolean markEnded() {
    boolean first = !ended;
    ended = true;
    return first;
  }

  @Override
  public void send(Publish message, Delivery how) {
    write(PublishCodec.packet(message, how));
  }

  @Override
  public boolean isWritable() {
    return channel.isWritable();
  }

  @Override
  public void end(int reasonCode) {
    ended = true;
    if (version5) {
      writeLast(MqttMessageBuilders.disconnect().reasonCode((byte) reasonCode).build());
    } else {
      close();
    }
  }

  void write(MqttMessage packet) {
    channel.writeAndFlush(packet).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  /// Writes a packet and closes the connection behind it.
  void writeLast(MqttMessage packet) {
    ended = true;
    channel.writeAndFlush(packet).addListener(ChannelFutureListener.CLOSE);
  }

  /// Closes the connection behind what was written, without a word.
  void close() {
    ended = true;
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }
}
