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

/// Charging sessions in OCPP 1.6: StartTransaction, MeterValues, StopTransaction.
///
/// @see "OCPP 1.6 §4.2, §4.7, §4.8, §4.10"
final class ChargingMessages16 implements ChargingMessages {

  static final ChargingMessages16 INSTANCE = new ChargingMessages16();

  private static final int CONNECTOR = 1;

  private ChargingMessages16() {}

  @Override
  public Request authorize(Driver driver) {
    return new Request("Authorize", object().put("idTag", driver.idToken()));
  }

  @Override
  public TransactionMessage began(Transaction transaction, Reading reading, boolean offline) {
    ObjectNode payload =
        object()
            .put("connectorId", CONNECTOR)
            .put("idTag", transaction.driver().idToken())
            .put("meterStart", reading.energyWh())
            .put("timestamp", Timestamps.format(reading.at()));
    return new TransactionMessage(
        transaction, Stage.BEGIN, new Request("StartTransaction", payload));
  }

  @Override
  public Optional<TransactionMessage> powerFlows(
      Transaction transaction, Reading reading, boolean offline) {
    return Optional.empty();
  }

  @Override
  public TransactionMessage sampled(Transaction transaction, Reading reading, boolean offline) {
    return new TransactionMessage(
        transaction, Stage.GO_ON, meterValues(reading, "Sample.Periodic"));
  }

  @Override
  public Optional<TransactionMessage> triggered(Transaction transaction, Reading reading) {
    return Optional.empty();
  }

  @Override
  public TransactionMessage ended(
      Transaction transaction, StopCause cause, Reading reading, boolean offline) {
    ObjectNode payload =
        object()
            .put("meterStop", reading.energyWh())
            .put("timestamp", Timestamps.format(reading.at()))
            .put("reason", cause.reason16());
    if (cause == StopCause.LOCAL) {
      payload.put("idTag", transaction.driver().idToken());
    }
    return new TransactionMessage(transaction, Stage.END, new Request("StopTransaction", payload));
  }

  @Override
  public Request meterValues(Optional<Transaction> transaction, Reading reading) {
    Request request = meterValues(reading, "Trigger");
    transaction.ifPresent(running -> putNumber(request, running));
    return request;
  }

  @Override
  public Request toSend(TransactionMessage message) {
    if (message.stage() != Stage.BEGIN) {
      putNumber(message.request(), message.transaction());
    }
    return message.request();
  }

  @Override
  public void onAnswer(TransactionMessage message, ObjectNode answer) {
    if (message.stage() == Stage.BEGIN) {
      message.transaction().numbered(answer.path("transactionId").asInt(Transaction.UNNUMBERED));
    }
  }

  @Override
  public boolean allows(ObjectNode answer) {
    return answer.path("idTagInfo").path("status").asString("Accepted").equals("Accepted");
  }

  @Override
  public String nameOf(Transaction transaction) {
    return String.valueOf(transaction.number());
  }

  private static void putNumber(Request request, Transaction transaction) {
    request.payload().put("transactionId", transaction.number());
  }

  private static Request meterValues(Reading reading, String context) {
    ObjectNode payload = object().put("connectorId", CONNECTOR);
    ArrayNode samples =
        payload
            .putArray("meterValue")
            .addObject()
            .put("timestamp", Timestamps.format(reading.at()))
            .putArray("sampledValue");
    addSample(samples, "Energy.Active.Import.Register", reading.energyWh(), "Wh", context);
    addSample(samples, "Power.Active.Import", reading.powerW(), "W", context);
    return new Request("MeterValues", payload);
  }

  private static void addSample(
      ArrayNode samples, String measurand, long value, String unit, String context) {
    samples
        .addObject()
        .put("value", String.valueOf(value))
        .put("context", context)
        .put("measurand", measurand)
        .put("unit", unit);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
