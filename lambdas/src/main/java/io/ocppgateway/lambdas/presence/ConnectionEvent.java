package io.ocppgateway.lambdas.presence;

import io.ocppgateway.ocpp.ChargePointId;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A charge point's connection to the broker began or ended: a lifecycle event of AWS IoT Core, and
/// the row that the latest one makes in the table of presence.
///
/// Events come more than once and in any order; [#isAfter] tells which of two is the later one.
///
/// @param sessionIdentifier of the connection, known to nobody else
/// @param versionNumber of the connection: each has a higher one than the last, until the charge
///   point has been away for about an hour; then it is 0 again
/// @param at when it happened, give or take two minutes
/// @param status that it led to
/// @param reason why the connection ended, by AWS IoT Core's name; empty where it began
/// @see "AWS IoT Core developer guide: Lifecycle events"
public record ConnectionEvent(
    ChargePointId chargePointId,
    String sessionIdentifier,
    long versionNumber,
    Instant at,
    Status status,
    String reason) {

  /// What an operator asks first.
  public enum Status {
    /// Connected to the broker.
    ONLINE,
    /// Not connected, and the reason says why.
    OFFLINE
  }

  /// Longer than two times can be wrong by, at two minutes each, and shorter than the hour or so
  /// before version numbers begin anew. Of two events no further apart the version numbers tell the
  /// order; of others the times do.
  private static final Duration SAME_TIME = Duration.ofMinutes(15);

  private static final Duration REMEMBERED = Duration.ofDays(90);

  private static final String CONNECTED = "connected";
  private static final String DISCONNECTED = "disconnected";

  private static final JsonMapper MAPPER = JsonMapper.shared();

  /// Reads an event as the rule hands it over: as AWS IoT Core published it.
  ///
  /// @return empty if the client's id is no thing name of a charge point
  /// @throws IllegalArgumentException if it is no event of a connection
  public static Optional<ConnectionEvent> read(InputStream json) {
    JsonNode event = MAPPER.readTree(json);
    Status status =
        switch (event.path("eventType").asString("")) {
          case CONNECTED -> Status.ONLINE;
          case DISCONNECTED -> Status.OFFLINE;
          default ->
              throw new IllegalArgumentException(
                  "eventType is %s; allowed are %s and %s"
                      .formatted(event.path("eventType"), CONNECTED, DISCONNECTED));
        };
    return ChargePointId.ofThingName(required(event, "clientId").asString(""))
        .map(chargePointId ->
            new ConnectionEvent(
                chargePointId,
                required(event, "sessionIdentifier").asString(),
                required(event, "versionNumber").asLong(),
                Instant.ofEpochMilli(required(event, "timestamp").asLong()),
                status,
                status == Status.OFFLINE
                    ? event.path("disconnectReason").asString("UNKNOWN")
                    : ""));
  }

  private static JsonNode required(JsonNode event, String name) {
    JsonNode value = event.path(name);
    if (!value.isValueNode() || value.isNull()) {
      throw new IllegalArgumentException("the event has no " + name);
    }
    return value;
  }

  /// Whether this is how things are, and the other how they were before. Neither is after the other
  /// if they are one event that came twice.
  public boolean isAfter(ConnectionEvent other) {
    if (isOfConnectionOf(other)) {
      return status == Status.OFFLINE && other.status == Status.ONLINE;
    }
    boolean versionsTell = versionNumber != other.versionNumber && isAtTheTimeOf(other);
    return versionsTell ? versionNumber > other.versionNumber : at.isAfter(other.at);
  }

  private boolean isAtTheTimeOf(ConnectionEvent other) {
    return Duration.between(at, other.at).abs().compareTo(SAME_TIME) <= 0;
  }

  private boolean isOfConnectionOf(ConnectionEvent other) {
    return versionNumber == other.versionNumber
        && sessionIdentifier.equals(other.sessionIdentifier);
  }

  /// When nobody asks for the charge point any more: some months after it went, never while it is
  /// online.
  public Optional<Instant> forgottenAt() {
    return status == Status.OFFLINE ? Optional.of(at.plus(REMEMBERED)) : Optional.empty();
  }
}
