package io.ocppgateway.local.iot.broker;

import io.ocppgateway.local.aws.AccessControl;
import io.ocppgateway.local.aws.Principal;
import io.ocppgateway.local.iot.message.IotCalls;
import io.ocppgateway.local.iot.message.Publish;

/// What MQTT clients may do: what the policies of their principals allow. Safe for every thread.
public record ClientAccess(AccessControl access, IotCalls calls) {

  /// Whether a principal may connect as this client.
  public boolean mayConnect(Principal principal, String clientId) {
    return access.allows(principal, calls.connect(clientId));
  }

  /// Whether its sender may publish a message.
  public boolean mayPublish(Publish message) {
    return access
        .refusal(message.principal(), calls.publish(message.topic(), message.retain()))
        .isEmpty();
  }

  boolean maySubscribe(Principal principal, String filter) {
    return access.allows(principal, calls.subscribe(filter));
  }

  boolean mayReceive(Principal principal, String topic) {
    return access.allows(principal, calls.receive(topic));
  }
}
