package io.ocppgateway.simulator.behaviour;

import io.ocppgateway.ocpp.message.Timestamps;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A charge point of OCPP 2.0.1 or 2.1 with one EVSE and one connector. What it says is the same in
/// both versions.
///
/// @see "OCPP 2.0.1 Part 2"
final class Behaviour2 implements Behaviour {

  private static final int EVSE = 1;
  private static final int CONNECTOR = 1;

  private final Hardware hardware;
  private final VariableAnswers variableAnswers;
  private final Settings settings;
  private final Connector connector;
  private final InstantSource clock;
  private boolean operative = true;

  /// Whether it becomes inoperative when the transaction is over.
  private boolean scheduled;

  Behaviour2(
      Hardware hardware,
      Variables variables,
      Settings settings,
      Connector connector,
      InstantSource clock) {
    this.hardware = hardware;
    this.variableAnswers = new VariableAnswers(variables);
    this.settings = settings;
    this.connector = connector;
    this.clock = clock;
  }

  @Override
  public Request bootNotification(BootCause cause) {
    ObjectNode payload = object();
    payload
        .putObject("chargingStation")
        .put("model", hardware.model())
        .put("vendorName", hardware.vendor())
        .put("firmwareVersion", hardware.firmwareVersion())
        .put("serialNumber", hardware.serialNumber())
        .putObject("modem")
        .put("iccid", hardware.modem().iccid())
        .put("imsi", hardware.modem().imsi());
    return new Request("BootNotification", payload.put("reason", cause.wireText()));
  }

  @Override
  public Request heartbeat() {
    return new Request("Heartbeat", object());
  }

  @Override
  public List<Request> statusNotifications() {
    return List.of(statusNotification());
  }

  @Override
  public String status() {
    if (connector.occupancy() != Connector.Occupancy.FREE) {
      return "Occupied";
    }
    return operative ? "Available" : "Unavailable";
  }

  @Override
  public boolean isAvailable() {
    return status().equals("Available");
  }

  @Override
  public List<Request> transactionOver() {
    operative &= !scheduled;
    scheduled = false;
    return List.of();
  }

  @Override
  public Optional<Reply> answer(String action, ObjectNode payload, boolean accepted) {
    return Optional.ofNullable(
        switch (action) {
          case "ChangeAvailability" -> changeAvailability(payload);
          case "ClearCache" -> Reply.status("Accepted");
          case "DataTransfer" -> Reply.status("UnknownVendorId");
          case "GetBaseReport" -> getBaseReport(payload);
          case "GetVariables" -> variableAnswers.get(payload);
          case "RequestStartTransaction" -> requestStart(payload, accepted);
          case "RequestStopTransaction" ->
              accepted && connector.runs(payload.path("transactionId").asString())
                  ? Reply.status("Accepted", new Effect.StopCharging(StopCause.REMOTE))
                  : Reply.status("Rejected");
          case "Reset" -> reset(payload);
          case "SetVariables" -> setVariables(payload);
          case "TriggerMessage" -> triggerMessage(payload, accepted);
          case "UnlockConnector" -> unlockConnector(payload);
          default -> null;
        });
  }

  private Reply changeAvailability(ObjectNode payload) {
    JsonNode evse = payload.path("evse");
    if (!evse.isMissingNode() && !isConnector(evse.path("id"), evse.path("connectorId"))) {
      return Reply.status("Rejected");
    }
    boolean wanted = payload.path("operationalStatus").asString().equals("Operative");
    scheduled = !wanted && operative && connector.isCharging();
    if (scheduled) {
      return Reply.status("Scheduled");
    }
    if (wanted == operative) {
      return Reply.status("Accepted");
    }
    operative = wanted;
    return Reply.status("Accepted", new Effect.Tell(statusNotification()));
  }

  /// @see "OCPP 2.0.1 Part 2 F02"
  private Reply requestStart(ObjectNode payload, boolean accepted) {
    if (!accepted || payload.path("evseId").asInt(EVSE) != EVSE || !isAvailable()) {
      return Reply.status("Rejected");
    }
    JsonNode idToken = payload.path("idToken");
    return Reply.status(
        "Accepted",
        new Effect.StartCharging(
            new Driver.Remote2(
                idToken.path("idToken").asString(),
                idToken.path("type").asString(),
                payload.path("remoteStartId").asInt())));
  }

  /// @see "OCPP 2.0.1 Part 2 B11, B12"
  private Reply reset(ObjectNode payload) {
    if (payload.has("evseId")) {
      return Reply.status("Rejected");
    }
    if (payload.path("type").asString().equals("OnIdle")) {
      return Reply.status(
          connector.isCharging() ? "Scheduled" : "Accepted",
          new Effect.Restart(Effect.When.ONCE_IDLE));
    }
    return Reply.status(
        "Accepted",
        new Effect.StopCharging(StopCause.SOFT_RESET),
        new Effect.Restart(Effect.When.ONCE_TOLD));
  }

  /// @see "OCPP 2.0.1 Part 2 F05.FR.02"
  private Reply unlockConnector(ObjectNode payload) {
    if (!isConnector(payload.path("evseId"), payload.path("connectorId"))) {
      return Reply.status("UnknownConnector");
    }
    return Reply.status(connector.isCharging() ? "OngoingAuthorizedTransaction" : "Unlocked");
  }

  private Reply getBaseReport(ObjectNode payload) {
    ObjectNode report = object().put("generatedAt", now()).put("seqNo", 0).put("tbc", false);
    report.set("requestId", payload.path("requestId"));
    report.set("reportData", variableAnswers.report());
    return Reply.status("Accepted", new Effect.Tell(new Request("NotifyReport", report)));
  }

  private Reply setVariables(ObjectNode payload) {
    Duration before = settings.heartbeatInterval();
    ObjectNode result = variableAnswers.set(payload);
    Duration after = settings.heartbeatInterval();
    return new Reply.Result(
        result, before.equals(after) ? List.of() : List.of(new Effect.BeatEvery(after)));
  }

  /// @see "OCPP 2.0.1 Part 2 F06.FR.17: no BootNotification once the last was accepted"
  private Reply triggerMessage(ObjectNode payload, boolean accepted) {
    JsonNode evse = payload.path("evse");
    boolean isHere = evse.isMissingNode() || isConnector(evse.path("id"), evse.path("connectorId"));
    return switch (payload.path("requestedMessage").asString()) {
      case "BootNotification" ->
          accepted ? Reply.status("Rejected") : Reply.status("Accepted", new Effect.BootAgain());
      case "Heartbeat" -> Reply.status("Accepted", new Effect.Tell(heartbeat()));
      case "StatusNotification" ->
          isHere
              ? Reply.status("Accepted", new Effect.Tell(statusNotification()))
              : Reply.status("Rejected");
      case "MeterValues" ->
          isHere ? Reply.status("Accepted", new Effect.TellMeter()) : Reply.status("Rejected");
      case "TransactionEvent" ->
          isHere && connector.isCharging()
              ? Reply.status("Accepted", new Effect.TellTransaction())
              : Reply.status("Rejected");
      default -> Reply.status("NotImplemented");
    };
  }

  @Override
  public Request statusNotification() {
    return new Request(
        "StatusNotification",
        object()
            .put("timestamp", now())
            .put("connectorStatus", status())
            .put("evseId", EVSE)
            .put("connectorId", CONNECTOR));
  }

  private String now() {
    return Timestamps.format(clock.instant());
  }

  private static boolean isConnector(JsonNode evseId, JsonNode connectorId) {
    return evseId.asInt(-1) == EVSE
        && (connectorId.isMissingNode() || connectorId.asInt(-1) == CONNECTOR);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
