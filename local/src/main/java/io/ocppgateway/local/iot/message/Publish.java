package io.ocppgateway.local.iot.message;

import io.ocppgateway.local.aws.Principal;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/// A message that IoT Core accepted, or is asked to accept.
///
/// @param topic where to
/// @param payload the bytes, never changed by anyone who holds them
/// @param qos 0 or 1
/// @param retain whether it stays for later subscribers
/// @param properties its MQTT 5 properties
/// @param clientId the MQTT client that sent it, [#NO_CLIENT] where it did not come over MQTT
/// @param principal who sent it
/// @param receivedAt when IoT Core received it
public record Publish(
    String topic,
    Buffer payload,
    int qos,
    boolean retain,
    PublishProperties properties,
    String clientId,
    Principal principal,
    Instant receivedAt) {

  /// The client id of what did not come over MQTT, as rule SQL's `clientid()` shows it.
  public static final String NO_CLIENT = "n/a";

  /// Checks the quality of service.
  ///
  /// @throws IllegalArgumentException if it is not one that IoT Core knows
  public Publish {
    if (qos != 0 && qos != 1) {
      throw new IllegalArgumentException(
          "QoS %d on topic %s; allowed are 0 and 1".formatted(qos, topic));
    }
  }

  /// The same message at another time.
  public Publish receivedAt(Instant time) {
    return new Publish(topic, payload, qos, retain, properties, clientId, principal, time);
  }

  /// A message without properties from inside the cloud: a rule's republish, an event.
  public static Publish of(String topic, Buffer payload, int qos, Principal principal, Instant at) {
    return new Publish(
        topic, payload, qos, false, PublishProperties.NONE, NO_CLIENT, principal, at);
  }
}
