package io.ocppgateway.gateway.transport;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundInvoker;

/// The one way to write to and close a channel, so that no outcome goes unseen.
///
/// A write that fails closes the channel: what was lost cannot be told from what came through.
public final class Outbound {

  private Outbound() {}

  /// Writes without flushing.
  public static void write(ChannelOutboundInvoker channel, Object message) {
    channel.write(message).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  /// Writes and flushes.
  public static void send(ChannelOutboundInvoker channel, Object message) {
    channel.writeAndFlush(message).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  /// Writes, flushes, and closes when that is done.
  public static void sendLast(ChannelOutboundInvoker channel, Object message) {
    channel.writeAndFlush(message).addListener(ChannelFutureListener.CLOSE);
  }

  /// Closes.
  public static void close(ChannelOutboundInvoker channel) {
    channel.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
  }
}
