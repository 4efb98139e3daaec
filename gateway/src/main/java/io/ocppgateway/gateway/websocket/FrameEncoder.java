package io.ocppgateway.gateway.websocket;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;

/// Writes WebSocket frames. A server's are not masked, so that it has no state and one serves all.
@Sharable
final class FrameEncoder extends WebSocket13FrameEncoder {

  static final FrameEncoder SHARED = new FrameEncoder();

  private FrameEncoder() {
    super(false);
  }
}
