package io.ocppgateway.simulator.chargepoint;

import tools.jackson.databind.node.ObjectNode;

/// What one CALL of a charge point came to.
public sealed interface CallOutcome {

  /// A CALLRESULT.
  record Answered(ObjectNode payload) implements CallOutcome {}

  /// A CALLERROR.
  record Failed(String errorCode) implements CallOutcome {}

  /// No answer in time: a loss.
  record TimedOut() implements CallOutcome {}

  /// The connection ended before the answer.
  record CutOff() implements CallOutcome {}

  /// It was never sent: too many waited already, or the charge point restarted before its turn.
  record Dropped() implements CallOutcome {}
}
