package io.ocppgateway.gateway.mqtt.endpoint;

import io.netty.channel.EventLoop;

/// Where connections to the broker come from.
@FunctionalInterface
public interface Endpoint {

  /// Begins to open a connection.
  ///
  /// @param eventLoop of the connection; this is called on it
  void open(Dialer dialer, EventLoop eventLoop);
}
