package io.ocppgateway.simulator.fleet.statistics;

import io.ocppgateway.simulator.chargepoint.EndedCall;
import io.ocppgateway.simulator.chargepoint.Phase;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/// What has been counted in some time: one second of one event loop, or all since the start.
/// Tallies of different times and loops add up.
///
/// Owned by one thread. What counts hands a tally over whole and begins a new one, so that counting
/// needs no lock and no shared memory.
public final class Tally {

  /// As many causes as a person would read; what comes on top is counted together.
  private static final int MAX_CAUSES = 100;

  static final String OTHER_CAUSES = "other causes";

  private final Map<String, ActionTally> actions = new HashMap<>();
  private final Map<String, Long> failures = new HashMap<>();
  private final Map<Phase, Integer> phases = new EnumMap<>(Phase.class);
  private int charging;
  private long messagesSent;
  private long messagesReceived;
  private long connectionsOpened;
  private long reconnects;
  private long connectionErrors;

  /// Charge points that are there, but not started.
  void planned(int chargePoints) {
    phases.merge(Phase.NEW, chargePoints, Integer::sum);
  }

  void moved(Phase from, Phase to) {
    phases.merge(from, -1, Integer::sum);
    phases.merge(to, 1, Integer::sum);
    if (to == Phase.CONNECTED) {
      connectionsOpened++;
    }
  }

  void transactionBegan() {
    charging++;
  }

  void transactionEnded() {
    charging--;
  }

  void messageSent() {
    messagesSent++;
  }

  void messageReceived() {
    messagesReceived++;
  }

  void reconnecting(String cause) {
    reconnects++;
    connectionFailed(cause);
  }

  void connectionFailed(String cause) {
    connectionErrors++;
    failed(cause, 1);
  }

  void callSent(String action) {
    of(action).sent();
  }

  void callEnded(EndedCall call) {
    of(call.action()).ended(call);
  }

  void failed(String cause, long times) {
    boolean isFull = failures.size() >= MAX_CAUSES && !failures.containsKey(cause);
    failures.merge(isFull ? OTHER_CAUSES : cause, times, Long::sum);
  }

  void add(Tally other) {
    other.actions.forEach((action, tally) -> of(action).add(tally));
    other.failures.forEach(this::failed);
    other.phases.forEach((phase, count) -> phases.merge(phase, count, Integer::sum));
    charging += other.charging;
    messagesSent += other.messagesSent;
    messagesReceived += other.messagesReceived;
    connectionsOpened += other.connectionsOpened;
    reconnects += other.reconnects;
    connectionErrors += other.connectionErrors;
  }

  Standing standing() {
    return new Standing(
        in(Phase.NEW),
        in(Phase.DIALING),
        in(Phase.CONNECTED),
        charging,
        in(Phase.WAITING),
        in(Phase.ENDED));
  }

  MessageTotals messages() {
    return new MessageTotals(messagesSent, messagesReceived);
  }

  CallTotals calls() {
    return actions.values().stream()
        .map(ActionTally::calls)
        .reduce(CallTotals.NONE, CallTotals::plus);
  }

  ConnectionTotals connections(int most) {
    return new ConnectionTotals(connectionsOpened, most, reconnects);
  }

  LatencySummary latency() {
    Histogram all = ActionTally.emptyHistogram();
    actions.values().forEach(tally -> tally.addLatenciesTo(all));
    return LatencySummary.of(all);
  }

  SortedMap<String, ActionTotals> actions() {
    SortedMap<String, ActionTotals> totals = new TreeMap<>();
    actions.forEach((action, tally) -> totals.put(action, tally.totals()));
    return totals;
  }

  Map<String, Long> failures() {
    return failures;
  }

  long errors() {
    CallTotals calls = calls();
    return calls.failed() + calls.cutOff() + calls.lost() + connectionErrors;
  }

  private int in(Phase phase) {
    return phases.getOrDefault(phase, 0);
  }

  private ActionTally of(String action) {
    return actions.computeIfAbsent(action, _ -> new ActionTally());
  }
}
