package io.ocppgateway.local.iot.broker;

import io.ocppgateway.local.aws.Principal;
import io.ocppgateway.local.iot.message.Publish;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Tells on `$aws/events/presence/…` who came and who went. Belongs to the broker's event loop.
///
/// @see "AWS IoT Core developer guide: lifecycle events"
final class Presence {

  private static final String TOPIC = "$aws/events/presence/";

  /// After this time without a connection a client's version numbers start again at 0.
  private static final Duration MEMORY = Duration.ofHours(1);

  private static final int PRUNE_ABOVE = 10_000;

  private final Clock clock;
  private final Consumer<Publish> publish;
  private final Map<String, Version> versions = new HashMap<>();

  Presence(Clock clock, Consumer<Publish> publish) {
    this.clock = clock;
    this.publish = publish;
  }

  /// The version number of a client's next connection.
  long nextVersion(String clientId) {
    Instant now = clock.instant();
    if (versions.size() > PRUNE_ABOVE) {
      versions.values().removeIf(version -> version.isForgotten(now));
    }
    Version last = versions.get(clientId);
    long number = last == null || last.isForgotten(now) ? 0 : last.number + 1;
    versions.put(clientId, new Version(number, Instant.MAX));
    return number;
  }

  void connected(Connection connection) {
    ObjectNode event = event(connection, "connected");
    event.put("ipAddress", connection.request().ipAddress());
    tell("connected", connection, event);
  }

  void disconnected(Connection connection, DisconnectReason reason) {
    String clientId = connection.request().clientId();
    versions.computeIfPresent(
        clientId,
        (_, version) ->
            version.number == connection.versionNumber()
                ? new Version(version.number, clock.instant())
                : version);
    ObjectNode event = event(connection, "disconnected");
    event.put("clientInitiatedDisconnect", reason == DisconnectReason.CLIENT_INITIATED_DISCONNECT);
    event.put("disconnectReason", reason.name());
    tell("disconnected", connection, event);
  }

  private ObjectNode event(Connection connection, String type) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("clientId", connection.request().clientId());
    event.put("timestamp", clock.millis());
    event.put("eventType", type);
    event.put("sessionIdentifier", connection.sessionIdentifier());
    event.put("principalIdentifier", connection.request().principal().identifier());
    event.put("versionNumber", connection.versionNumber());
    return event;
  }

  private void tell(String type, Connection connection, ObjectNode event) {
    String clientId = connection.request().clientId();
    if (clientId.indexOf('#') < 0 && clientId.indexOf('+') < 0) {
      publish.accept(
          Publish.of(
              TOPIC + type + "/" + clientId,
              Buffer.buffer(event.toString()),
              1,
              Principal.Service.IOT,
              clock.instant()));
    }
  }

  /// @param endedAt the end of time while the connection lasts
  private record Version(long number, Instant endedAt) {
    boolean isForgotten(Instant now) {
      return !endedAt.equals(Instant.MAX) && endedAt.plus(MEMORY).isBefore(now);
    }
  }
}
