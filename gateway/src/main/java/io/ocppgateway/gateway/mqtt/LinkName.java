package io.ocppgateway.gateway.mqtt;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.topic.Topics;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who a link is at the broker: a charge point or a gateway.
///
/// @param chargePoint null for a gateway
record LinkName(String clientId, @Nullable ChargePointId chargePoint) {

  /// A charge point: its messages come, and AWS IoT Core allows one of it in the whole fleet.
  static LinkName of(ChargePointId id) {
    return new LinkName(id.thingName(), id);
  }

  /// A gateway itself. No thing name reads like this: there, a colon begins two hex digits.
  static LinkName ofGateway() {
    return new LinkName("gateway:-" + UUID.randomUUID(), null);
  }

  boolean isGateway() {
    return chargePoint == null;
  }

  /// The topic whose messages come, null for none.
  @Nullable String subscription() {
    return chargePoint == null ? null : Topics.out(chargePoint);
  }
}
