package io.ocppgateway.simulator.charging;

import io.ocppgateway.ocpp.message.Timestamps;
import io.ocppgateway.simulator.behaviour.Driver;
import io.ocppgateway.simulator.behaviour.Request;
import io.ocppgateway.simulator.behaviour.StopCause;
import io.ocppgateway.simulator.charging.TransactionMessage.Stage;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Charging sessions in OCPP 2.0.1 and 2.1: TransactionEvents. What is said is the same in both.
///
/// A transaction begins when the driver is authorized and ends when he is no more (`TxStartPoint`
/// and `TxStopPoint` are `Authorized`).
///
/// @see "OCPP 2.0.1 Part 2 chapter E"
final class ChargingMessages2 implements ChargingMessages {

  static final ChargingMessages2 INSTANCE = new ChargingMessages2();

  private static final int EVSE = 1;
  private static final int CONNECTOR = 1;

  private ChargingMessages2() {}

  @Override
  public Request authorize(Driver driver) {
    ObjectNode payload = object();
    payload.set("idToken", idToken(driver));
    return new Request("Authorize", payload);
  }

  @Override
  public TransactionMessage began(Transaction transaction, Reading reading, boolean offline) {
    Driver driver = transaction.driver();
    ObjectNode event =
        event("Started", driver.isRemote() ? "RemoteStart" : "Authorized", reading, offline);
    event.putObject("evse").put("id", EVSE).put("connectorId", CONNECTOR);
    event.set("idToken", idToken(driver));
    ObjectNode transactionInfo = name(event, transaction).put("chargingState", "EVConnected");
    driver.remoteStartId().ifPresent(id -> transactionInfo.put("remoteStartId", id));
    putReading(event, reading, "Transaction.Begin");
    return message(transaction, Stage.BEGIN, event);
  }

  @Override
  public Optional<TransactionMessage> powerFlows(
      Transaction transaction, Reading reading, boolean offline) {
    ObjectNode event = event("Updated", "ChargingStateChanged", reading, offline);
    name(event, transaction).put("chargingState", "Charging");
    return Optional.of(message(transaction, Stage.GO_ON, event));
  }

  @Override
  public TransactionMessage sampled(Transaction transaction, Reading reading, boolean offline) {
    ObjectNode event = event("Updated", "MeterValuePeriodic", reading, offline);
    name(event, transaction).put("chargingState", "Charging");
    putReading(event, reading, "Sample.Periodic");
    return message(transaction, Stage.GO_ON, event);
  }

  @Override
  public Optional<TransactionMessage> triggered(Transaction transaction, Reading reading) {
    ObjectNode event = event("Updated", "Trigger", reading, false);
    name(event, transaction).put("chargingState", "Charging");
    putReading(event, reading, "Trigger");
    return Optional.of(message(transaction, Stage.GO_ON, event));
  }

  @Override
  public TransactionMessage ended(
      Transaction transaction, StopCause cause, Reading reading, boolean offline) {
    ObjectNode event = event("Ended", cause.trigger(), reading, offline);
    name(event, transaction)
        .put("chargingState", "EVConnected")
        .put("stoppedReason", cause.reason());
    if (cause == StopCause.LOCAL) {
      event.set("idToken", idToken(transaction.driver()));
    }
    putReading(event, reading, "Transaction.End");
    return message(transaction, Stage.END, event);
  }

  @Override
  public Request meterValues(Optional<Transaction> transaction, Reading reading) {
    ObjectNode payload = object().put("evseId", EVSE);
    putReading(payload, reading, "Trigger");
    return new Request("MeterValues", payload);
  }

  @Override
  public Request toSend(TransactionMessage message) {
    return message.request();
  }

  @Override
  public void onAnswer(TransactionMessage message, ObjectNode answer) {
    // The charge point names its transactions itself.
  }

  @Override
  public boolean allows(ObjectNode answer) {
    return answer.path("idTokenInfo").path("status").asString("Accepted").equals("Accepted");
  }

  @Override
  public String nameOf(Transaction transaction) {
    return transaction.id();
  }

  private static ObjectNode event(String type, String trigger, Reading reading, boolean offline) {
    ObjectNode event =
        object()
            .put("eventType", type)
            .put("timestamp", Timestamps.format(reading.at()))
            .put("triggerReason", trigger);
    if (offline) {
      event.put("offline", true);
    }
    return event;
  }

  /// Puts the transaction's name into an event, and its next number: events are made in the order
  /// in which they are told.
  private static ObjectNode name(ObjectNode event, Transaction transaction) {
    return event
        .put("seqNo", transaction.takeSeqNo())
        .putObject("transactionInfo")
        .put("transactionId", transaction.id());
  }

  private static void putReading(ObjectNode payload, Reading reading, String context) {
    ArrayNode samples =
        payload
            .putArray("meterValue")
            .addObject()
            .put("timestamp", Timestamps.format(reading.at()))
            .putArray("sampledValue");
    addSample(samples, "Energy.Active.Import.Register", reading.energyWh(), "Wh", context);
    addSample(samples, "Power.Active.Import", reading.powerW(), "W", context);
  }

  private static void addSample(
      ArrayNode samples, String measurand, long value, String unit, String context) {
    samples
        .addObject()
        .put("value", value)
        .put("context", context)
        .put("measurand", measurand)
        .putObject("unitOfMeasure")
        .put("unit", unit);
  }

  private static TransactionMessage message(
      Transaction transaction, Stage stage, ObjectNode event) {
    return new TransactionMessage(transaction, stage, new Request("TransactionEvent", event));
  }

  private static ObjectNode idToken(Driver driver) {
    return object().put("idToken", driver.idToken()).put("type", driver.idTokenType());
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
