package io.ocppgateway.simulator.behaviour;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A charge point of OCPP 1.6 with one connector and no vehicle.
///
/// @see "OCPP 1.6 §4, §5"
final class Behaviour16 implements Behaviour {

  private static final int CONNECTORS = 1;

  private final Hardware hardware;
  private final InstantSource clock;
  private final Configuration configuration = new Configuration(CONNECTORS);

  /// By connector id; 0 is the charge point as a whole.
  private final boolean[] operative = {true, true};

  Behaviour16(Hardware hardware, InstantSource clock) {
    this.hardware = hardware;
    this.clock = clock;
  }

  @Override
  public Request bootNotification(BootCause cause) {
    return new Request(
        "BootNotification",
        object()
            .put("chargePointVendor", hardware.vendor())
            .put("chargePointModel", hardware.model())
            .put("chargePointSerialNumber", hardware.serialNumber())
            .put("firmwareVersion", hardware.firmwareVersion())
            .put("iccid", hardware.modem().iccid())
            .put("imsi", hardware.modem().imsi()));
  }

  @Override
  public Request heartbeat() {
    return new Request("Heartbeat", object());
  }

  @Override
  public List<Request> statusNotifications() {
    return IntStream.rangeClosed(0, CONNECTORS).mapToObj(this::statusNotification).toList();
  }

  @Override
  public void heartbeatIntervalSet(long seconds) {
    configuration.heartbeatIntervalSet(seconds);
  }

  @Override
  public Optional<Reply> answer(String action, ObjectNode payload, boolean accepted) {
    return Optional.ofNullable(
        switch (action) {
          case "ChangeAvailability" -> changeAvailability(payload);
          case "ChangeConfiguration" -> changeConfiguration(payload);
          case "ClearCache" -> Reply.status("Accepted");
          case "DataTransfer" -> Reply.status("UnknownVendorId");
          case "GetConfiguration" -> getConfiguration(payload);
          // Nobody has plugged in a vehicle.
          case "RemoteStartTransaction", "RemoteStopTransaction" -> Reply.status("Rejected");
          case "Reset" -> Reply.status("Accepted", new Effect.Restart());
          case "TriggerMessage" -> triggerMessage(payload);
          case "UnlockConnector" ->
              Reply.status(
                  isConnector(payload.path("connectorId").asInt(-1), 1)
                      ? "Unlocked"
                      : "NotSupported");
          default -> null;
        });
  }

  private Reply changeAvailability(ObjectNode payload) {
    int connector = payload.path("connectorId").asInt(-1);
    if (!isConnector(connector, 0)) {
      return Reply.status("Rejected");
    }
    boolean wanted = payload.path("type").asString().equals("Operative");
    List<Integer> changed =
        IntStream.rangeClosed(0, CONNECTORS)
            .filter(id -> connector == 0 || connector == id)
            .filter(id -> operative[id] != wanted)
            .boxed()
            .toList();
    changed.forEach(id -> operative[id] = wanted);
    return Reply.status(
        "Accepted",
        changed.stream().map(id -> new Effect.Tell(statusNotification(id))).toArray(Effect[]::new));
  }

  private Reply changeConfiguration(ObjectNode payload) {
    String key = payload.path("key").asString();
    return switch (configuration.change(key, payload.path("value").asString())) {
      case UNKNOWN -> Reply.status("NotSupported");
      case REFUSED -> Reply.status("Rejected");
      case CHANGED ->
          key.equals(Configuration.HEARTBEAT_INTERVAL)
              ? Reply.status("Accepted", new Effect.BeatEvery(heartbeatInterval()))
              : Reply.status("Accepted");
    };
  }

  private Duration heartbeatInterval() {
    return Duration.ofSeconds(configuration.heartbeatInterval());
  }

  private Reply getConfiguration(ObjectNode payload) {
    List<String> asked = payload.path("key").valueStream().map(JsonNode::asString).toList();
    List<String> keys = asked.isEmpty() ? configuration.keys() : asked;
    ArrayNode known = JsonNodeFactory.instance.arrayNode();
    ArrayNode unknown = JsonNodeFactory.instance.arrayNode();
    for (String key : keys) {
      configuration
          .value(key)
          .ifPresentOrElse(
              value ->
                  known.add(
                      object()
                          .put("key", key)
                          .put("readonly", configuration.isReadOnly(key))
                          .put("value", value)),
              () -> unknown.add(key));
    }
    ObjectNode result = object();
    result.set("configurationKey", known);
    result.set("unknownKey", unknown);
    return new Reply.Result(result, List.of());
  }

  private Reply triggerMessage(ObjectNode payload) {
    return switch (payload.path("requestedMessage").asString()) {
      case "BootNotification" -> Reply.status("Accepted", new Effect.BootAgain());
      case "Heartbeat" -> Reply.status("Accepted", new Effect.Tell(heartbeat()));
      case "StatusNotification" -> triggerStatusNotification(payload.path("connectorId"));
      default -> Reply.status("NotImplemented");
    };
  }

  private Reply triggerStatusNotification(JsonNode connectorId) {
    if (connectorId.isMissingNode()) {
      return Reply.status(
          "Accepted", statusNotifications().stream().map(Effect.Tell::new).toArray(Effect[]::new));
    }
    return isConnector(connectorId.asInt(-1), 1)
        ? Reply.status("Accepted", new Effect.Tell(statusNotification(connectorId.asInt(-1))))
        : Reply.status("Rejected");
  }

  private Request statusNotification(int connector) {
    return new Request(
        "StatusNotification",
        object()
            .put("connectorId", connector)
            .put("errorCode", "NoError")
            .put("status", operative[connector] ? "Available" : "Unavailable")
            .put("timestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()));
  }

  private static boolean isConnector(int id, int first) {
    return id >= first && id <= CONNECTORS;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
