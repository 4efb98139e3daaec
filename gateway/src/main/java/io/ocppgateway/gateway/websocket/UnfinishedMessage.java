package io.ocppgateway.gateway.websocket;

import io.netty.util.concurrent.ScheduledFuture;
import io.netty.util.concurrent.Ticker;
import io.ocppgateway.gateway.session.EndCause;
import io.ocppgateway.gateway.session.SocketListener;
import io.ocppgateway.gateway.websocket.message.UnfinishedBudget;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What a charge point has sent of a message that is not whole yet. It takes memory, which all
/// share, and so may neither be long when memory is scarce nor stay for long: whoever sends a byte
/// now and then would keep it for ever.
///
/// Owned by the channel's event loop. Messages that come at once cost nothing; the others one timer
/// for all of them, while one is unfinished.
final class UnfinishedMessage implements Runnable {

  private final ChannelSocket socket;
  private final SocketListener session;
  private final UnfinishedBudget budget;
  private final Ticker ticker;
  private final long timeoutNanos;

  private int bytes;
  private boolean isBegun;
  private long begunAtNanos;
  private int pausesBefore;
  private @Nullable ScheduledFuture<?> timer;

  UnfinishedMessage(
      ChannelSocket socket,
      SocketListener session,
      UnfinishedBudget budget,
      Ticker ticker,
      Duration timeout) {
    this.socket = socket;
    this.session = session;
    this.budget = budget;
    this.ticker = ticker;
    timeoutNanos = timeout.toNanos();
  }

  /// A message is whole: what else is there belongs to the next one.
  void onMessage() {
    isBegun = false;
  }

  /// All that has come was looked at.
  ///
  /// @param unfinishedBytes how much of it makes no message yet
  void onReadComplete(int unfinishedBytes) {
    if (unfinishedBytes == bytes && (bytes == 0 || isBegun)) {
      return;
    }
    boolean isMore = unfinishedBytes > bytes;
    budget.change(unfinishedBytes - bytes);
    bytes = unfinishedBytes;
    if (bytes == 0) {
      isBegun = false;
      return;
    }
    if (!isBegun) {
      begin();
    }
    if (isMore && budget.refuses(bytes)) {
      session.end(EndCause.TOO_MUCH_UNFINISHED);
    }
  }

  /// The connection is gone.
  void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    budget.change(-bytes);
    bytes = 0;
    isBegun = false;
  }

  @Override
  public void run() {
    timer = null;
    if (!isBegun) {
      return;
    }
    if (socket.isHeldBack() || socket.pauses() != pausesBefore) {
      // Who is not read cannot finish.
      begin();
      return;
    }
    long left = timeoutNanos - (ticker.nanoTime() - begunAtNanos);
    if (left > 0) {
      waitFor(left);
    } else {
      session.end(EndCause.MESSAGE_UNFINISHED);
    }
  }

  private void begin() {
    isBegun = true;
    begunAtNanos = ticker.nanoTime();
    pausesBefore = socket.pauses();
    if (timer == null) {
      waitFor(timeoutNanos);
    }
  }

  private void waitFor(long nanos) {
    timer = socket.eventLoop().schedule(this, nanos, TimeUnit.NANOSECONDS);
  }
}
