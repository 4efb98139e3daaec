package io.ocppgateway.gateway.mqtt;

/// Counts what happens on links. Called on event loops, many at once; never blocks, never throws.
public interface LinkMetrics {

  /// Counts nothing.
  LinkMetrics NONE =
      new LinkMetrics() {
        @Override
        public void onConnectionEnd(LinkEnd.Kind kind) {}

        @Override
        public void onReconnected() {}

        @Override
        public void onPublishRefused(int reasonCode) {}

        @Override
        public void onPublishLost() {}
      };

  /// A connection, or the attempt at one, has come to an end that was not ours.
  void onConnectionEnd(LinkEnd.Kind kind);

  /// A link that was lost is up again.
  void onReconnected();

  /// The broker refused a publish: with 0x97 it is tried again, with any other reason it is lost.
  void onPublishRefused(int reasonCode);

  /// A publish was given up, because it was refused or there was no way left to publish it.
  void onPublishLost();
}
