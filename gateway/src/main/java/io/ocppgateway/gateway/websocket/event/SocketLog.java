package io.ocppgateway.gateway.websocket.event;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import io.ocppgateway.gateway.websocket.event.RefusalTally.Omitted;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Writes events to the log, refusals as security events. Safe for use by many threads.
///
/// Nobody can fill a disk with refusals: of one source address ten a minute get a line each, all
/// further ones a line together when the minute is over.
public final class SocketLog implements SocketEvents, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SocketLog.class);

  private static final int WINDOW_SECONDS = 60;
  private static final int MAX_DETAIL_LENGTH = 200;

  private final RefusalTally tally = new RefusalTally();
  private final ScheduledFuture<?> timer;

  /// @param timer ends the minutes
  public SocketLog(EventExecutor timer) {
    this.timer =
        timer.scheduleAtFixedRate(
            this::endWindow, WINDOW_SECONDS, WINDOW_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void onRefused(RefusedAttempt attempt) {
    if (tally.add(attempt)) {
      LOG.atLevel(levelOf(attempt.cause()))
          .addKeyValue("event", "SECURITY")
          .addKeyValue("cause", attempt.cause())
          .addKeyValue("source", attempt.source())
          .addKeyValue("chargePointId", attempt.chargePointId())
          .addKeyValue("detail", shortened(attempt.detail()))
          .log("connection refused");
    }
  }

  @Override
  public void onUpgraded(UpgradedConnection connection) {
    LOG.atInfo()
        .addKeyValue("chargePointId", connection.chargePointId())
        .addKeyValue("connectionId", connection.connectionId())
        .addKeyValue("source", connection.source())
        .addKeyValue("compressed", connection.isCompressed())
        .log("WebSocket opened");
  }

  @Override
  public void onSlowedDown(String connectionId, Duration pause) {
    LOG.atDebug()
        .addKeyValue("connectionId", connectionId)
        .addKeyValue("pauseMillis", pause.toMillis())
        .log("charge point slowed down");
  }

  /// Tells of what has no line yet, and takes no more note of time.
  @Override
  public void close() {
    timer.cancel(false);
    endWindow();
  }

  private void endWindow() {
    for (Omitted omitted : tally.end()) {
      LOG.atLevel(levelOf(omitted.cause()))
          .addKeyValue("event", "SECURITY")
          .addKeyValue("cause", omitted.cause())
          .addKeyValue("source", omitted.source())
          .addKeyValue("count", omitted.count())
          .log("connections refused");
    }
  }

  private static Level levelOf(RefusalCause cause) {
    return cause == RefusalCause.REGISTRY_UNAVAILABLE || cause == RefusalCause.STARTING
        ? Level.WARN
        : Level.INFO;
  }

  /// What a stranger has sent may be in it.
  private static String shortened(String detail) {
    return detail.length() <= MAX_DETAIL_LENGTH
        ? detail
        : detail.substring(0, MAX_DETAIL_LENGTH) + "…";
  }
}
