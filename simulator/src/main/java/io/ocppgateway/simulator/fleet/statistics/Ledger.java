package io.ocppgateway.simulator.fleet.statistics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Adds up what the event loops of a fleet have counted, and cuts it into samples. Owned by one
/// thread.
public final class Ledger {

  private final Tally total = new Tally();
  private final List<Sample> samples = new ArrayList<>();
  private Tally current = new Tally();
  private int mostConnected;

  /// The ledger of a fleet of this size, of which none has started.
  public Ledger(int size) {
    total.planned(size);
  }

  /// Takes what a loop has counted, for the sample to come.
  public void add(Tally tally) {
    current.add(tally);
  }

  /// Ends a sample.
  ///
  /// @param at from the start of the fleet
  /// @param ending whether the fleet is coming to its end
  public FleetSnapshot sample(Duration at, boolean ending) {
    Tally second = current;
    current = new Tally();
    total.add(second);
    int connected = total.standing().connected();
    mostConnected = Math.max(mostConnected, connected);
    LatencySummary latency = second.latency();
    Sample sample =
        new Sample(
            at,
            connected,
            second.messages().sent(),
            second.messages().received(),
            latency.p50(),
            latency.p99(),
            second.errors());
    samples.add(sample);
    return snapshot(sample, ending);
  }

  /// A fleet of which nothing has been counted yet.
  public FleetSnapshot beforeFirstSample() {
    return snapshot(new Sample(Duration.ZERO, 0, 0, 0, Duration.ZERO, Duration.ZERO, 0), false);
  }

  /// All samples so far.
  public List<Sample> samples() {
    return List.copyOf(samples);
  }

  /// Of all samples so far.
  public ConnectionTotals connections() {
    return total.connections(mostConnected);
  }

  /// Of all samples so far.
  public MessageTotals messages() {
    return total.messages();
  }

  /// Of all samples so far.
  public CallTotals calls() {
    return total.calls();
  }

  /// Of all samples so far.
  public LatencySummary latency() {
    return total.latency();
  }

  /// Of all samples so far, by action.
  public SortedMap<String, ActionTotals> actions() {
    return total.actions();
  }

  /// Of all samples so far, by cause.
  public SortedMap<String, Long> failures() {
    return new TreeMap<>(total.failures());
  }

  private FleetSnapshot snapshot(Sample last, boolean ending) {
    return new FleetSnapshot(
        last.at(),
        ending,
        total.standing(),
        total.messages(),
        total.calls(),
        last,
        total.latency(),
        new TreeMap<>(total.failures()));
  }
}
