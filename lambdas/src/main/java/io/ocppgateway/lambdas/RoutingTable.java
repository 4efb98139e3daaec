package io.ocppgateway.lambdas;

import static io.ocppgateway.lambdas.routing.Repetition.ANSWERED_AFRESH;
import static io.ocppgateway.lambdas.routing.Repetition.REPLAYED;

import io.ocppgateway.lambdas.availability.Heartbeat;
import io.ocppgateway.lambdas.availability.HeartbeatTranslation;
import io.ocppgateway.lambdas.availability.StatusNotification;
import io.ocppgateway.lambdas.availability.StatusTranslation;
import io.ocppgateway.lambdas.provisioning.BootNotification;
import io.ocppgateway.lambdas.provisioning.BootTranslation;
import io.ocppgateway.lambdas.routing.Route;
import io.ocppgateway.lambdas.routing.Routes;
import io.ocppgateway.lambdas.shadow.Shadows;
import io.ocppgateway.ocpp.v16.V16Actions;
import io.ocppgateway.ocpp.v201.V201Actions;
import io.ocppgateway.ocpp.v21.V21Actions;
import java.time.Clock;
import java.time.Duration;

/// Which action is answered by what. To answer one more, add a line.
///
/// A line is: the action of one version, the translation to and from the handler's words, the
/// handler, and what a repetition gets. Heartbeats are ANSWERED_AFRESH, because only the time now
/// is right, and because they are most of the traffic: keeping their answers would cost two writes
/// each.
public final class RoutingTable {

  private RoutingTable() {}

  /// The table, with handlers that use these.
  public static Routes of(Shadows shadows, Duration heartbeatInterval, Clock clock) {
    var boot = new BootNotification(shadows, heartbeatInterval, clock);
    var heartbeat = new Heartbeat(clock);
    var status = new StatusNotification(shadows);
    return Routes.of(
        Route.of(V16Actions.BOOT_NOTIFICATION, BootTranslation.V16, boot, REPLAYED),
        Route.of(V201Actions.BOOT_NOTIFICATION, BootTranslation.V201, boot, REPLAYED),
        Route.of(V21Actions.BOOT_NOTIFICATION, BootTranslation.V21, boot, REPLAYED),
        Route.of(V16Actions.HEARTBEAT, HeartbeatTranslation.V16, heartbeat, ANSWERED_AFRESH),
        Route.of(V201Actions.HEARTBEAT, HeartbeatTranslation.V201, heartbeat, ANSWERED_AFRESH),
        Route.of(V21Actions.HEARTBEAT, HeartbeatTranslation.V21, heartbeat, ANSWERED_AFRESH),
        Route.of(V16Actions.STATUS_NOTIFICATION, StatusTranslation.V16, status, REPLAYED),
        Route.of(V201Actions.STATUS_NOTIFICATION, StatusTranslation.V201, status, REPLAYED),
        Route.of(V21Actions.STATUS_NOTIFICATION, StatusTranslation.V21, status, REPLAYED));
  }
}
