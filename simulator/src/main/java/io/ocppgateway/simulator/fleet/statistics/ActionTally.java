package io.ocppgateway.simulator.fleet.statistics;

import io.ocppgateway.simulator.chargepoint.CallOutcome;
import io.ocppgateway.simulator.chargepoint.EndedCall;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// What has been counted of the CALLs of one action, and how long they took.
///
/// The time of a CALL runs from when it was wanted, so that what stands in the queue behind a slow
/// answer is slow too. One that is given up for want of an answer counts with the time after which
/// it was given up: to leave it out would make a silent server look fast. One that a close cut off
/// says nothing of the server's speed and does not count.
///
/// Where CALLs are wanted at a fixed interval and one is left out while another waits for its
/// answer, those left out are missing in what was measured: the slower the server, the fewer slow
/// CALLs. (Gil Tene calls it coordinated omission.) They are put back: a Heartbeat that took 5 s at
/// an interval of 1 s stands for itself and for four that would have taken 4, 3, 2 and 1 s.
final class ActionTally {

  /// Three digits of a value are right.
  private static final int DIGITS = 3;

  private final Histogram micros = emptyHistogram();
  private long sent;
  private long answered;
  private long failed;
  private long cutOff;
  private long lost;

  /// Of latencies in microseconds; it grows with its greatest value.
  static Histogram emptyHistogram() {
    return new Histogram(DIGITS);
  }

  void sent() {
    sent++;
  }

  void ended(EndedCall call) {
    switch (call.outcome()) {
      case CallOutcome.Answered _ -> {
        answered++;
        record(call);
      }
      case CallOutcome.Failed _ -> {
        failed++;
        record(call);
      }
      case CallOutcome.TimedOut _ -> {
        lost++;
        record(call);
      }
      case CallOutcome.CutOff _ -> cutOff++;
      // Never sent: not a CALL that was counted.
      case CallOutcome.Dropped _ -> {}
    }
  }

  void add(ActionTally other) {
    micros.add(other.micros);
    sent += other.sent;
    answered += other.answered;
    failed += other.failed;
    cutOff += other.cutOff;
    lost += other.lost;
  }

  void addLatenciesTo(Histogram histogram) {
    histogram.add(micros);
  }

  CallTotals calls() {
    return new CallTotals(sent, answered, failed, cutOff, lost);
  }

  ActionTotals totals() {
    return new ActionTotals(calls(), LatencySummary.of(micros));
  }

  private void record(EndedCall call) {
    micros.recordValueWithExpectedInterval(
        TimeUnit.NANOSECONDS.toMicros(call.nanosSinceWanted()),
        TimeUnit.NANOSECONDS.toMicros(call.nanosBetween()));
  }
}
