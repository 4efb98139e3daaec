package io.ocppgateway.simulator.behaviour;

import io.ocppgateway.ocpp.message.Timestamps;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A charge point of OCPP 1.6 with one connector.
///
/// @see "OCPP 1.6 §4, §5"
final class Behaviour16 implements Behaviour {

  private static final int WHOLE = 0;
  private static final int CONNECTOR = 1;
  private static final int CONNECTORS = 1;

  private final Hardware hardware;
  private final Settings settings;
  private final Connector connector;
  private final InstantSource clock;
  private final Configuration configuration;

  /// By connector id; 0 is the charge point as a whole.
  private final boolean[] operative = {true, true};

  /// What becomes inoperative when the transaction is over.
  private final boolean[] scheduled = {false, false};

  Behaviour16(Hardware hardware, Settings settings, Connector connector, InstantSource clock) {
    this.hardware = hardware;
    this.settings = settings;
    this.connector = connector;
    this.clock = clock;
    configuration = new Configuration(settings);
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
    return IntStream.rangeClosed(WHOLE, CONNECTORS).mapToObj(this::statusNotification).toList();
  }

  @Override
  public Request statusNotification() {
    return statusNotification(CONNECTOR);
  }

  @Override
  public String status() {
    return status(CONNECTOR);
  }

  @Override
  public boolean isAvailable() {
    return operative[WHOLE] && status().equals("Available");
  }

  @Override
  public List<Request> transactionOver() {
    boolean wholeChanges = scheduled[WHOLE];
    IntStream.rangeClosed(WHOLE, CONNECTORS)
        .filter(id -> scheduled[id])
        .forEach(id -> {
          operative[id] = false;
          scheduled[id] = false;
        });
    return wholeChanges ? List.of(statusNotification(WHOLE)) : List.of();
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
          case "RemoteStartTransaction" -> remoteStart(payload, accepted);
          case "RemoteStopTransaction" -> remoteStop(payload, accepted);
          case "Reset" -> reset(payload);
          case "TriggerMessage" -> triggerMessage(payload);
          case "UnlockConnector" -> unlockConnector(payload);
          default -> null;
        });
  }

  /// @see "OCPP 1.6 §5.2: a running transaction is waited for"
  private Reply changeAvailability(ObjectNode payload) {
    int asked = payload.path("connectorId").asInt(-1);
    if (!isConnector(asked, WHOLE)) {
      return Reply.status("Rejected");
    }
    boolean wanted = payload.path("type").asString().equals("Operative");
    List<Effect> effects = new ArrayList<>();
    boolean anyWaits = false;
    for (int id = asked; id <= (asked == WHOLE ? CONNECTORS : asked); id++) {
      scheduled[id] = !wanted && operative[id] && connector.isCharging();
      anyWaits |= scheduled[id];
      if (operative[id] != wanted && !scheduled[id]) {
        operative[id] = wanted;
        effects.add(new Effect.Tell(statusNotification(id)));
      }
    }
    return Reply.status(anyWaits ? "Scheduled" : "Accepted", effects.toArray(Effect[]::new));
  }

  /// @see "OCPP 1.6 §5.11"
  private Reply remoteStart(ObjectNode payload, boolean accepted) {
    boolean isHere = isConnector(payload.path("connectorId").asInt(CONNECTOR), CONNECTOR);
    return accepted && isHere && isAvailable()
        ? Reply.status(
            "Accepted",
            new Effect.StartCharging(new Driver.Remote16(payload.path("idTag").asString())))
        : Reply.status("Rejected");
  }

  /// @see "OCPP 1.6 §5.12"
  private Reply remoteStop(ObjectNode payload, boolean accepted) {
    return accepted && connector.runs(payload.path("transactionId").asString())
        ? Reply.status("Accepted", new Effect.StopCharging(StopCause.REMOTE))
        : Reply.status("Rejected");
  }

  /// @see "OCPP 1.6 §5.14: a soft reset ends the transaction first, a hard one tells of it later"
  private Reply reset(ObjectNode payload) {
    return payload.path("type").asString().equals("Soft")
        ? Reply.status(
            "Accepted",
            new Effect.StopCharging(StopCause.SOFT_RESET),
            new Effect.Restart(Effect.When.ONCE_TOLD))
        : Reply.status(
            "Accepted",
            new Effect.StopCharging(StopCause.HARD_RESET),
            new Effect.Restart(Effect.When.AT_ONCE));
  }

  /// @see "OCPP 1.6 §5.18: a transaction ends first"
  private Reply unlockConnector(ObjectNode payload) {
    if (!isConnector(payload.path("connectorId").asInt(-1), CONNECTOR)) {
      return Reply.status("NotSupported");
    }
    return Reply.status("Unlocked", new Effect.StopCharging(StopCause.UNLOCK));
  }

  private Reply changeConfiguration(ObjectNode payload) {
    String key = payload.path("key").asString();
    return switch (configuration.change(key, payload.path("value").asString())) {
      case UNKNOWN -> Reply.status("NotSupported");
      case REFUSED -> Reply.status("Rejected");
      case CHANGED ->
          key.equals(Configuration.HEARTBEAT_INTERVAL)
              ? Reply.status("Accepted", new Effect.BeatEvery(settings.heartbeatInterval()))
              : Reply.status("Accepted");
    };
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
      case "MeterValues" ->
          isConnector(payload.path("connectorId").asInt(CONNECTOR), WHOLE)
              ? Reply.status("Accepted", new Effect.TellMeter())
              : Reply.status("Rejected");
      default -> Reply.status("NotImplemented");
    };
  }

  private Reply triggerStatusNotification(JsonNode connectorId) {
    if (connectorId.isMissingNode()) {
      return Reply.status(
          "Accepted", statusNotifications().stream().map(Effect.Tell::new).toArray(Effect[]::new));
    }
    return isConnector(connectorId.asInt(-1), CONNECTOR)
        ? Reply.status("Accepted", new Effect.Tell(statusNotification(connectorId.asInt(-1))))
        : Reply.status("Rejected");
  }

  private Request statusNotification(int id) {
    return new Request(
        "StatusNotification",
        object()
            .put("connectorId", id)
            .put("errorCode", "NoError")
            .put("status", status(id))
            .put("timestamp", Timestamps.format(clock.instant())));
  }

  private String status(int id) {
    String unoccupied = operative[id] ? "Available" : "Unavailable";
    if (id == WHOLE) {
      return unoccupied;
    }
    return switch (connector.occupancy()) {
      case FREE -> unoccupied;
      case PREPARING -> "Preparing";
      case CHARGING -> "Charging";
      case FINISHING -> "Finishing";
    };
  }

  private static boolean isConnector(int id, int first) {
    return id >= first && id <= CONNECTORS;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
