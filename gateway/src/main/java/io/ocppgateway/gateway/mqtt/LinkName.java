package io.ocppgateway.gateway.mqtt;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.topic.Topics;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who a link is at the broker.
///
/// @param subscription the topic whose messages come, null for none
record LinkName(String clientId, @Nullable String subscription) {

  /// A charge point: its messages come, and AWS IoT Core allows one of it in the whole fleet.
  static LinkName of(ChargePointId id) {
    return new LinkName(id.thingName(), Topics.out(id));
  }

  boolean isGateway() {
    return subscription == null;
  }

  /// A gateway itself. No thing name reads like this: there, a colon begins two hex digits.
  static LinkName ofGateway() {
    return new LinkName("gateway:-" + UUID.randomUUID(), null);
  }
}
