package io.ocppgateway.gateway.mqtt;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Pings the broker when the connection is quiet, and gives it up when nothing comes in spite of
/// that, or not what should. Looks four times in a keep-alive whether anything has passed: that
/// takes one timer and no clock, where Netty's handler for it takes two timers and a look at the
/// clock for each message.
///
/// @see "MQTT 5.0 §3.1.2.10"
final class ConnectionKeepAlive implements Runnable {

  private static final int LOOKS = 4;

  /// Half to three quarters of a keep-alive.
  private static final int QUIET_LOOKS = 2;

  /// One and a half times the keep-alive, at least.
  private static final int SILENT_LOOKS = 6;

  private final Connection connection;
  private final EventLoop eventLoop;
  private final long lookNanos;
  private boolean sent;
  private boolean heard;
  private int looksWithoutSending;
  private int looksWithoutHearing;
  private @Nullable ScheduledFuture<?> timer;

  /// @param seconds the time within which the broker wants to hear something
  ConnectionKeepAlive(Connection connection, EventLoop eventLoop, int seconds) {
    this.connection = connection;
    this.eventLoop = eventLoop;
    lookNanos = TimeUnit.SECONDS.toNanos(seconds) / LOOKS;
    waitForNext();
  }

  /// Something is sent.
  void onSent() {
    sent = true;
  }

  /// Something came.
  void onHeard() {
    heard = true;
  }

  void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  @Override
  public void run() {
    looksWithoutSending = sent ? 0 : looksWithoutSending + 1;
    looksWithoutHearing = heard ? 0 : looksWithoutHearing + 1;
    sent = false;
    heard = false;
    waitForNext();
    if (looksWithoutHearing >= SILENT_LOOKS) {
      connection.onSilent();
    } else if (!connection.loseIfOverdue() && looksWithoutSending >= QUIET_LOOKS) {
      connection.ping();
    }
  }

  private void waitForNext() {
    timer = eventLoop.schedule(this, lookNanos, TimeUnit.NANOSECONDS);
  }
}
