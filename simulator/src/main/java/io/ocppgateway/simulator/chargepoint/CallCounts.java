package io.ocppgateway.simulator.chargepoint;

/// What became of the CALLs that a charge point sent: each is counted once as sent, and once more
/// when its fate is known.
///
/// @param sent handed to the connection
/// @param answered with a CALLRESULT
/// @param failed with a CALLERROR
/// @param timedOut not answered in time; an answer that comes later is not counted
/// @param cutOff the connection visibly ended before the answer, by whichever side
public record CallCounts(long sent, long answered, long failed, long timedOut, long cutOff) {

  /// Nothing sent.
  public static final CallCounts NONE = new CallCounts(0, 0, 0, 0, 0);

  /// Those whose fate is not known yet: 0 or 1 per charge point, more only in a burst.
  public long inFlight() {
    return sent - answered - failed - timedOut - cutOff;
  }

  /// Those that ended in silence: neither answered nor cut off by a close that the charge point
  /// saw.
  public long lost() {
    return timedOut;
  }

  /// The counts of two charge points, or groups of them, together.
  public CallCounts plus(CallCounts other) {
    return new CallCounts(
        sent + other.sent,
        answered + other.answered,
        failed + other.failed,
        timedOut + other.timedOut,
        cutOff + other.cutOff);
  }
}
