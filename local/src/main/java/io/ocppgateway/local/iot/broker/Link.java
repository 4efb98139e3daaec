package io.ocppgateway.local.iot.broker;

import io.ocppgateway.local.iot.message.Publish;

/// A client's connection, as the broker sees it. Called on the broker's event loop.
public interface Link {

  /// Sends a message.
  ///
  /// @param message what is sent; its quality of service and retain flag are those of the publisher
  /// @param how what differs for this receiver
  void send(Publish message, Delivery how);

  /// Whether what is sent now leaves soon; if not, the link reports by [Broker#writable] when it is
  /// so again.
  boolean isWritable();

  /// Tells an MQTT 5 client why and closes. The broker has already forgotten the link.
  ///
  /// @param reasonCode of MQTT 5's DISCONNECT
  void end(int reasonCode);
}
