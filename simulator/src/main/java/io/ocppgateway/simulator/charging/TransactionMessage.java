package io.ocppgateway.simulator.charging;

import io.ocppgateway.simulator.behaviour.Request;

/// A message that must reach the central system, in its order, even if there is no connection now.
///
/// @param request as it is known now; see [ChargingMessages#toSend]
/// @see "OCPP 1.6 §3.7; OCPP 2.0.1 Part 2 E04"
public record TransactionMessage(Transaction transaction, Stage stage, Request request) {

  /// What a message tells of its transaction.
  public enum Stage {
    /// It began.
    BEGIN,
    /// It goes on: what can be done without, if there is no room.
    GO_ON,
    /// It is over.
    END
  }
}
