package io.ocppgateway.gateway.transport;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundInvoker;

/// The one way to write to and close a channel, so that no outcome goes unseen.
///
/// A write that fails reaches the last handler's `exceptionCaught`, and every last handler closes
/// the channel then: what was lost cannot be told from what came through. That costs no promise and
/// no listener for each message.
public final class Outbound {

  private Outbound() {}

  /// Writes without flushing.
  public static void write(ChannelOutboundInvoker channel, Object message) {
    ChannelFuture _ = channel.write(message, channel.voidPromise());
  }

  /// Writes and flushes.
  public static void send(ChannelOutboundInvoker channel, Object message) {
    ChannelFuture _ = channel.writeAndFlush(message, channel.voidPromise());
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
