package io.ocppgateway.gateway.mqtt;

import io.netty.buffer.ByteBuf;

/// Hears what happens on a [Link]. Called on the link's event loop only, and never from within a
/// call to the link or [Broker#connect]; [#onLinkWritable] alone may come from within
/// [Link#publish].
public interface LinkListener {

  /// The link is subscribed: from now on messages come and may be published. Called at most once.
  void onLinkUp();

  /// A message for the charge point.
  ///
  /// @param payload the link's own; whoever keeps it beyond this call retains it
  void onMessage(ByteBuf payload);

  /// All that the broker has sent so far was handed over: the time to flush.
  void onLinkReadComplete();

  /// The link can take more, or should get no more for now. What is published nevertheless waits in
  /// memory.
  void onLinkWritable(boolean writable);

  /// The link is no more. Called once, and last; not called for a link that was closed here.
  void onLinkEnd(LinkEnd end);
}
