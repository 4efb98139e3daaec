package io.ocppgateway.simulator.behaviour;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A charge point of OCPP 2.0.1 or 2.1 with one EVSE, one connector and no vehicle. What it says is
/// the same in both versions.
///
/// @see "OCPP 2.0.1 Part 2"
final class Behaviour2 implements Behaviour {

  private static final int EVSE = 1;
  private static final int CONNECTOR = 1;

  private final Hardware hardware;
  private final InstantSource clock;
  private final Variables variables;
  private final VariableAnswers variableAnswers;
  private boolean operative = true;

  Behaviour2(Hardware hardware, RetryBackOff retryBackOff, InstantSource clock) {
    this.hardware = hardware;
    this.clock = clock;
    this.variables = new Variables(hardware, retryBackOff);
    this.variableAnswers = new VariableAnswers(variables);
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
  public void heartbeatIntervalSet(long seconds) {
    variables.heartbeatIntervalSet(seconds);
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
          // Nobody has plugged in a vehicle.
          case "RequestStartTransaction", "RequestStopTransaction" -> Reply.status("Rejected");
          case "Reset" ->
              payload.has("evseId")
                  ? Reply.status("Rejected")
                  : Reply.status("Accepted", new Effect.Restart());
          case "SetVariables" -> setVariables(payload);
          case "TriggerMessage" -> triggerMessage(payload, accepted);
          case "UnlockConnector" ->
              Reply.status(
                  isConnector(payload.path("evseId"), payload.path("connectorId"))
                      ? "Unlocked"
                      : "UnknownConnector");
          default -> null;
        });
  }

  private Reply changeAvailability(ObjectNode payload) {
    JsonNode evse = payload.path("evse");
    if (!evse.isMissingNode() && !isConnector(evse.path("id"), evse.path("connectorId"))) {
      return Reply.status("Rejected");
    }
    boolean wanted = payload.path("operationalStatus").asString().equals("Operative");
    if (wanted == operative) {
      return Reply.status("Accepted");
    }
    operative = wanted;
    return Reply.status("Accepted", new Effect.Tell(statusNotification()));
  }

  private Reply getBaseReport(ObjectNode payload) {
    ObjectNode report = object().put("generatedAt", now()).put("seqNo", 0).put("tbc", false);
    report.set("requestId", payload.path("requestId"));
    report.set("reportData", variableAnswers.report());
    return Reply.status("Accepted", new Effect.Tell(new Request("NotifyReport", report)));
  }

  private Reply setVariables(ObjectNode payload) {
    String before = heartbeatInterval();
    ObjectNode result = variableAnswers.set(payload);
    String after = heartbeatInterval();
    return before.equals(after)
        ? new Reply.Result(result, List.of())
        : new Reply.Result(
            result, List.of(new Effect.BeatEvery(Duration.ofSeconds(Long.parseLong(after)))));
  }

  private String heartbeatInterval() {
    Variables.Key key = Variables.HEARTBEAT_INTERVAL;
    return variables.find(key.component(), key.variable()).orElseThrow().getValue().text();
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
      default -> Reply.status("NotImplemented");
    };
  }

  private Request statusNotification() {
    return new Request(
        "StatusNotification",
        object()
            .put("timestamp", now())
            .put("connectorStatus", operative ? "Available" : "Unavailable")
            .put("evseId", EVSE)
            .put("connectorId", CONNECTOR));
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static boolean isConnector(JsonNode evseId, JsonNode connectorId) {
    return evseId.asInt(-1) == EVSE
        && (connectorId.isMissingNode() || connectorId.asInt(-1) == CONNECTOR);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
