package io.ocppgateway.gateway.websocket;

import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.util.concurrent.ScheduledFuture;
import io.netty.util.concurrent.Ticker;
import io.ocppgateway.gateway.session.EndCause;
import io.ocppgateway.gateway.session.SocketListener;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Pings a charge point that is silent, and gives it up after three intervals without a single
/// byte.
///
/// A missing pong alone ends nothing: some charge points never answer pings. Owned by the channel's
/// event loop; costs one timer that goes off once an interval.
///
/// @see "OCPP 2.0.1 Part 4 §5.4"
final class KeepAlive implements Runnable {

  private static final int MAX_SILENT_INTERVALS = 3;

  private final ChannelSocket socket;
  private final SocketListener session;
  private final FrameDecoder decoder;
  private final Ticker ticker;
  private final long intervalNanos;
  private long heardBefore;
  private int silentIntervals;
  private @Nullable ScheduledFuture<?> timer;

  KeepAlive(
      ChannelSocket socket,
      SocketListener session,
      FrameDecoder decoder,
      Ticker ticker,
      Duration interval) {
    this.socket = socket;
    this.session = session;
    this.decoder = decoder;
    this.ticker = ticker;
    intervalNanos = interval.toNanos();
  }

  void start() {
    waitFor(intervalNanos);
  }

  void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  @Override
  public void run() {
    long heard = decoder.heardAtNanos();
    if (heard != heardBefore || socket.isSlowedDown()) {
      heardBefore = heard;
      silentIntervals = 0;
    }
    long silence = ticker.nanoTime() - heard;
    if (silence < intervalNanos || socket.isSlowedDown()) {
      waitFor(intervalNanos - (silence % intervalNanos));
      return;
    }
    silentIntervals++;
    if (silentIntervals < MAX_SILENT_INTERVALS) {
      socket.sendNow(new PingWebSocketFrame());
      waitFor(intervalNanos);
    } else if (socket.isHeldBack()) {
      // Who is not read cannot be heard.
      silentIntervals = 0;
      waitFor(intervalNanos);
      session.onSocketUnheard();
    } else {
      timer = null;
      session.end(EndCause.SILENT);
    }
  }

  private void waitFor(long nanos) {
    timer = socket.eventLoop().schedule(this, nanos, TimeUnit.NANOSECONDS);
  }
}
