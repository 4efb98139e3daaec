package io.ocppgateway.gateway.websocket.event;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes events to the log: refusals at INFO, but at DEBUG those of who is refused altogether, who
/// could fill any disk.
public final class LoggedSocketEvents implements SocketEvents {

  private static final Logger LOG = LoggerFactory.getLogger(LoggedSocketEvents.class);

  @Override
  public void onRefused(RefusedAttempt attempt) {
    (attempt.cause().isHeldAgainstSource() ? LOG.atInfo() : LOG.atDebug())
        .addKeyValue("cause", attempt.cause())
        .addKeyValue("source", attempt.source())
        .addKeyValue("chargePointId", attempt.chargePointId())
        .addKeyValue("detail", attempt.detail())
        .log("connection refused");
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
}
