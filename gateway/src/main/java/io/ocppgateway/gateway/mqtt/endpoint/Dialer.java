package io.ocppgateway.gateway.mqtt.endpoint;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPipeline;

/// Who wants a connection to the broker. Called on the event loop that it gave.
public interface Dialer {

  /// Whether nobody wants the connection any more.
  boolean hasEnded();

  /// Adds the handlers of MQTT, behind those of the transport.
  void fill(ChannelPipeline pipeline);

  /// The attempt has begun; the channel becomes active when MQTT may speak.
  void onConnecting(ChannelFuture connecting);

  /// The attempt could not even begin.
  void onNoAttempt(String detail);
}
