package io.ocppgateway.simulator.chargepoint;

import tools.jackson.databind.node.ObjectNode;

/// What one CALL of ours came to.
sealed interface CallOutcome {

  /// A CALLRESULT.
  record Answered(ObjectNode payload) implements CallOutcome {}

  /// A CALLERROR.
  record Failed(String errorCode) implements CallOutcome {}

  /// No answer in time.
  record TimedOut() implements CallOutcome {}

  /// The connection ended before the answer.
  record CutOff() implements CallOutcome {}
}
