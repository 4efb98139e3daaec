package io.ocppgateway.simulator.charging;

import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.behaviour.Driver;
import io.ocppgateway.simulator.behaviour.Request;
import io.ocppgateway.simulator.behaviour.StopCause;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// How a charging session is told in a version of OCPP. Holds no state: one serves all charge
/// points of its version.
public sealed interface ChargingMessages permits ChargingMessages16, ChargingMessages2 {

  /// The messages of a version.
  static ChargingMessages of(OcppVersion version) {
    return switch (version) {
      case V1_6 -> ChargingMessages16.INSTANCE;
      case V2_0_1, V2_1 -> ChargingMessages2.INSTANCE;
    };
  }

  /// May this driver charge?
  Request authorize(Driver driver);

  /// A transaction began.
  ///
  /// @param offline whether there is no connection now
  TransactionMessage began(Transaction transaction, Reading reading, boolean offline);

  /// Power flows. Empty in 1.6, where only the status tells.
  Optional<TransactionMessage> powerFlows(
      Transaction transaction, Reading reading, boolean offline);

  /// A reading of the meter, taken at its time.
  TransactionMessage sampled(Transaction transaction, Reading reading, boolean offline);

  /// How the transaction stands, because the central system asked. Empty in 1.6, which cannot ask.
  Optional<TransactionMessage> triggered(Transaction transaction, Reading reading);

  /// A transaction is over.
  TransactionMessage ended(
      Transaction transaction, StopCause cause, Reading reading, boolean offline);

  /// A reading of the meter, because the central system asked.
  ///
  /// @param transaction that runs, if one does
  Request meterValues(Optional<Transaction> transaction, Reading reading);

  /// The message with what became known since it was made: in 1.6, the transaction's number.
  Request toSend(TransactionMessage message);

  /// Takes what an answer tells of the transaction: in 1.6, its number.
  void onAnswer(TransactionMessage message, ObjectNode answer);

  /// Whether an answer, to an Authorize or a message of a transaction, lets the driver charge. One
  /// that says nothing of it does.
  boolean allows(ObjectNode answer);

  /// What the central system calls the transaction when it wants it to stop.
  String nameOf(Transaction transaction);
}
