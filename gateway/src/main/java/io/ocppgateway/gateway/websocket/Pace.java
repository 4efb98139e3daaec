package io.ocppgateway.gateway.websocket;

import io.ocppgateway.gateway.rate.Rate;
import io.ocppgateway.gateway.websocket.event.SocketEvents;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Slows a charge point down that sends more frames than its share: it is not read until it has
/// paid for what it sent. Nothing is lost, and nobody is disconnected. Owned by the channel's event
/// loop.
final class Pace {

  /// What was sent in advance is in our buffers already; a charge point does not pay for it for
  /// longer than this.
  private static final Duration MAX_PAUSE = Duration.ofSeconds(30);

  private final ChannelSocket socket;
  private final FrameDecoder decoder;
  private final SocketEvents events;
  private final @Nullable Rate rate;
  private long paidUntil;

  /// @param rate of frames, null for any
  Pace(ChannelSocket socket, FrameDecoder decoder, SocketEvents events, @Nullable Rate rate) {
    this.socket = socket;
    this.decoder = decoder;
    this.events = events;
    this.rate = rate;
    paidUntil = decoder.heardAtNanos();
  }

  /// A frame came.
  void onFrame() {
    if (rate == null) {
      return;
    }
    long now = decoder.heardAtNanos();
    paidUntil = Math.min(rate.take(paidUntil, now), now + rate.burstNanos() + MAX_PAUSE.toNanos());
    long wait = rate.waitNanos(paidUntil, now);
    if (wait > 0 && !socket.isSlowedDown()) {
      // Frames that were read together still come, and are paid for at the next one.
      Duration pause = Duration.ofNanos(wait);
      socket.slowDown(pause);
      events.onSlowedDown(socket.connectionId(), pause);
    }
  }
}
