package io.ocppgateway.simulator.fleet.statistics;

/// What became of CALLs: each is sent once and ends in exactly one way.
///
/// @param sent handed to a connection
/// @param answered with a CALLRESULT
/// @param failed with a CALLERROR
/// @param cutOff the connection ended, visibly, before the answer
/// @param lost neither answered in time nor ended by a visible close
public record CallTotals(long sent, long answered, long failed, long cutOff, long lost) {

  /// Nothing at all.
  public static final CallTotals NONE = new CallTotals(0, 0, 0, 0, 0);

  /// Those whose fate is not known yet.
  public long inFlight() {
    return sent - answered - failed - cutOff - lost;
  }

  /// These and others.
  public CallTotals plus(CallTotals other) {
    return new CallTotals(
        sent + other.sent,
        answered + other.answered,
        failed + other.failed,
        cutOff + other.cutOff,
        lost + other.lost);
  }
}
