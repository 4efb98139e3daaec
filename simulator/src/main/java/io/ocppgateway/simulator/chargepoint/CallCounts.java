package io.ocppgateway.simulator.chargepoint;

/// What became of the CALLs that a charge point sent: each is counted once as sent, and once more
/// when its fate is known.
///
/// @param sent handed to the connection
/// @param answered with a CALLRESULT
/// @param failed with a CALLERROR
/// @param timedOut not answered in time; an answer that comes later is not counted
/// @param cutOff the connection ended before the answer
public record CallCounts(long sent, long answered, long failed, long timedOut, long cutOff) {

  /// Those whose fate is not known yet: 0 or 1 per charge point, more only in a burst.
  public long inFlight() {
    return sent - answered - failed - timedOut - cutOff;
  }
}
