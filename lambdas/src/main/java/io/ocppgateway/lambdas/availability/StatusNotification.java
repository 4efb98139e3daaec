package io.ocppgateway.lambdas.availability;

import io.ocppgateway.lambdas.routing.Handler;
import io.ocppgateway.lambdas.routing.ReceivedCall;
import io.ocppgateway.lambdas.shadow.Shadow;
import io.ocppgateway.lambdas.shadow.Shadows;
import io.ocppgateway.ocpp.message.Timestamps;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Keeps the last status of each connector in the shadow `connectors`:
///
/// ```json
/// {"1":{"status":"Charging","errorCode":"NoError","timestamp":"2026-01-31T12:00:00Z"}}
/// ```
///
/// A status is never refused, and one that cannot be kept is still answered.
///
/// @see "OCPP 1.6 §4.9; OCPP 2.0.1 Part 2 G01"
public final class StatusNotification
    implements Handler<ConnectorReport, StatusNotification.Recorded> {

  /// There is nothing to tell the charge point.
  record Recorded() {}

  private static final Logger LOG = LoggerFactory.getLogger(StatusNotification.class);

  private final Shadows shadows;

  public StatusNotification(Shadows shadows) {
    this.shadows = shadows;
  }

  @Override
  public Recorded handle(ReceivedCall call, ConnectorReport report) {
    report
        .connector()
        .ifPresentOrElse(
            connector -> keep(call, connector, report),
            () -> warn(call, "a status that names no connector is not kept"));
    return new Recorded();
  }

  private void keep(ReceivedCall call, String connector, ConnectorReport report) {
    ObjectNode changes = JsonNodeFactory.instance.objectNode();
    changes.set(connector, state(report, call.receivedAt()));
    if (!shadows.report(call.chargePointId(), Shadow.CONNECTORS, changes)) {
      warn(call, "the status is not kept: it is too large for the shadow");
    }
  }

  /// Null is written, not left out: it removes what the connector's last status had and this one
  /// has not.
  private static ObjectNode state(ConnectorReport report, Instant receivedAt) {
    @Nullable Instant timestamp = report.timestamp();
    return JsonNodeFactory.instance
        .objectNode()
        .put("status", report.status())
        .put("errorCode", report.errorCode())
        .put("info", report.info())
        .put("vendorErrorCode", report.vendorErrorCode())
        .put("timestamp", Timestamps.format(timestamp == null ? receivedAt : timestamp));
  }

  private static void warn(ReceivedCall call, String message) {
    LOG.atWarn().addKeyValue("chargePointId", call.chargePointId().thingName()).log(message);
  }
}
