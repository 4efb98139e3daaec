package io.ocppgateway.gateway.drain;

import io.ocppgateway.gateway.admission.Admission;
import io.ocppgateway.gateway.health.HealthServer;
import io.ocppgateway.gateway.session.Sessions;
import io.ocppgateway.gateway.websocket.WebSocketServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A gateway's leave-taking.
///
/// ```
/// not ready ──notice──► listener closed, the line turned away ──paced──► all closed, or time over
/// ```
///
/// @param healthServer tells the load balancer
/// @param webSocketServer takes charge points until the notice is over
/// @param admission where charge points wait that have no session yet
/// @param sessions that are closed one by one
public record Drain(
    DrainSettings settings,
    HealthServer healthServer,
    WebSocketServer webSocketServer,
    Admission admission,
    Sessions sessions) {

  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

  /// Takes leave of all charge points. Blocks, not much longer than the settings say.
  ///
  /// @throws InterruptedException if somebody does not want to wait; the rest is cut short then
  public void run() throws InterruptedException {
    healthServer.setNotReady();
    LOG.atInfo()
        .addKeyValue("sessions", sessions.count())
        .addKeyValue("notice", settings.notice())
        .addKeyValue("length", settings.length())
        .log("gateway is draining");
    TimeUnit.NANOSECONDS.sleep(settings.notice().toNanos());
    webSocketServer.close();
    admission.close();
    CompletableFuture<Void> empty = sessions.leave(pacing());
    try {
      empty.get(settings.afterNotice().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException _) {
      LOG.atInfo()
          .addKeyValue("sessions", sessions.count())
          .log("time is over; the charge points that are left are closed in the midst of it");
    }
  }

  private Pacing pacing() {
    return new Pacing(
        sessions.count(), settings.window(), () -> ThreadLocalRandom.current().nextLong());
  }
}
