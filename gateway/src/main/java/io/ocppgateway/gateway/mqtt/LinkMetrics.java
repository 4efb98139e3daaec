package io.ocppgateway.gateway.mqtt;

import io.ocppgateway.gateway.mqtt.reconnect.LinkEnd;

/// Counts what happens on links. Called on event loops, many at once; never blocks, never throws.
public interface LinkMetrics {

  /// Counts nothing.
  LinkMetrics NONE = new LinkMetrics() {};

  /// A connection, or the attempt at one, has come to an end that was not ours.
  default void onConnectionEnd(LinkEnd.Kind kind) {}

  /// A link that was lost is up again.
  default void onReconnected() {}

  /// More waits to be published or acknowledged now, or less.
  default void onOutboxChange(int messages, int bytes) {}

  /// The broker has taken a publish.
  ///
  /// @param nanos since it was sent
  default void onPublishAcknowledged(long nanos) {}

  /// The broker refused a publish: with 0x97 it is tried again, with any other reason it is lost.
  default void onPublishRefused(int reasonCode) {}

  /// A publish was given up, because it was refused or there was no way left to publish it.
  default void onPublishLost() {}
}
