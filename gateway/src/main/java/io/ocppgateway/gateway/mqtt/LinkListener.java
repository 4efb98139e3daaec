package io.ocppgateway.gateway.mqtt;

import io.netty.buffer.ByteBuf;
import io.ocppgateway.gateway.mqtt.reconnect.LinkEnd;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Hears what happens on a [ChargePointLink]. Called on the link's event loop only, and never from
/// within [Broker#connect]. Within a call to the link come [#onLinkWritable], [#onLinkClosed] after
/// [ChargePointLink#close], [#onLinkLost] after [ChargePointLink#giveUpConnection], and
/// [#onPublishRefused]. A link without a subscription hears less: what it need not hear does
/// nothing here.
public interface LinkListener {

  /// The link is subscribed: from now on messages come. Called at first, and again after each
  /// [#onLinkLost].
  void onLinkUp();

  /// The connection is gone and the link connects anew. What is published meanwhile waits; what
  /// somebody publishes for the charge point meanwhile is lost at the broker.
  void onLinkLost(LinkEnd end);

  /// A message for the charge point. May come before the link is up, and while it is being closed.
  ///
  /// @param payload the link's own; whoever keeps it beyond this call retains it
  /// @param expiry how long the message is worth anything yet, null for ever
  default void onMessage(ByteBuf payload, @Nullable Duration expiry) {}

  /// No message comes any more, as [ChargePointLink#unsubscribe] has asked.
  default void onUnsubscribed() {}

  /// All that the broker has sent so far was handed over: the time to flush.
  default void onLinkReadComplete() {}

  /// The link can take more, or should get no more for now. What is published nevertheless waits in
  /// memory.
  default void onLinkWritable(boolean writable) {}

  /// The broker has refused what was published here, and would refuse it again: it is lost.
  ///
  /// @param payload the link's own; whoever keeps it beyond this call retains it
  default void onPublishRefused(ByteBuf payload) {}

  /// Whether a short interruption would harm nobody now.
  default boolean isQuiet() {
    return true;
  }

  /// The link has ended by itself and does not connect anew. Called at most once; not called for a
  /// link that was closed here.
  void onLinkEnd(LinkEnd end);

  /// The link is gone for good, after [#onLinkEnd] or [ChargePointLink#close]. Called once, and
  /// last.
  void onLinkClosed();
}
