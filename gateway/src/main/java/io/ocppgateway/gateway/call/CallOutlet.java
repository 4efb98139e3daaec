package io.ocppgateway.gateway.call;

import io.ocppgateway.ocpp.frame.MessageId;
import io.ocppgateway.ocpp.topic.Undelivered;

/// Carries out what a [CallLedger] decides. Called from within the ledger's methods, and never
/// calls back into it.
///
/// @param <F> a command's frame
public interface CallOutlet<F> {

  /// The time has come for this CALL. Takes the frame over.
  void send(F frame);

  /// A frame that will not be sent. Takes it over.
  void discard(F frame);

  /// A copy of a command came and was discarded: its outcome is the first one's.
  void repeated(MessageId id);

  /// There will be no answer. Called once for each command that is not answered.
  void undelivered(MessageId id, Undelivered.Reason reason);
}
