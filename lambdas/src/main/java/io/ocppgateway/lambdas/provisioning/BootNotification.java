package io.ocppgateway.lambdas.provisioning;

import io.ocppgateway.lambdas.routing.Handler;
import io.ocppgateway.lambdas.routing.ReceivedCall;
import io.ocppgateway.lambdas.shadow.Shadow;
import io.ocppgateway.lambdas.shadow.ShadowChanges;
import io.ocppgateway.lambdas.shadow.Shadows;
import io.ocppgateway.ocpp.ChargePointId;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// Accepts every charge point that boots, and keeps what it says of itself in its shadow.
///
/// Whether a charge point may connect at all is the gateway's question. The payload goes into
/// `reported` as it came, so that what a vendor adds is there too; what an earlier boot reported
/// and this one does not is removed.
///
/// @see "OCPP 1.6 §4.2; OCPP 2.0.1 Part 2 B01"
public final class BootNotification implements Handler<ChargePointDescription, Registration> {

  private static final Logger LOG = LoggerFactory.getLogger(BootNotification.class);

  private final Shadows shadows;
  private final Duration heartbeatInterval;
  private final Clock clock;

  /// @param heartbeatInterval at which accepted charge points shall send Heartbeats
  public BootNotification(Shadows shadows, Duration heartbeatInterval, Clock clock) {
    this.shadows = shadows;
    this.heartbeatInterval = heartbeatInterval;
    this.clock = clock;
  }

  @Override
  public Registration handle(ReceivedCall call, ChargePointDescription description) {
    keepAttributes(call.chargePointId(), call.payload());
    LOG.atInfo()
        .addKeyValue("chargePointId", call.chargePointId().thingName())
        .addKeyValue("vendor", description.vendor())
        .addKeyValue("model", description.model())
        .addKeyValue("firmwareVersion", description.firmwareVersion())
        .log("charge point booted");
    return new Registration(clock.instant(), heartbeatInterval);
  }

  private void keepAttributes(ChargePointId chargePointId, ObjectNode attributes) {
    ObjectNode present = shadows.reported(chargePointId, Shadow.HARDWARE);
    ObjectNode changes = ShadowChanges.replacing(present, attributes);
    if (!shadows.report(chargePointId, Shadow.HARDWARE, changes)) {
      // No reason to turn the charge point away: it can charge cars without.
      LOG.atWarn()
          .addKeyValue("chargePointId", chargePointId.thingName())
          .log("the shadow keeps its old attributes: the new ones are too large for it");
    }
  }
}
