package io.ocppgateway.bench.speed;

import io.ocppgateway.bench.candidate.Candidate;
import io.ocppgateway.bench.candidate.Kind;
import io.ocppgateway.bench.figures.Sample;
import io.ocppgateway.bench.load.Fleet;
import io.ocppgateway.bench.machine.CpuReading;
import io.ocppgateway.bench.machine.CpuUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A candidate with charge points on it, and its samples so far.
final class Contender implements AutoCloseable {

  /// Load that has just begun is not the load yet.
  private static final Duration SETTLE = Duration.ofMillis(500);

  private final Candidate candidate;
  private final Fleet fleet;
  private final List<Sample> samples = new ArrayList<>();

  private Contender(Candidate candidate, Fleet fleet) {
    this.candidate = candidate;
    this.fleet = fleet;
  }

  static Contender enter(Rig rig, Kind kind, int connections) {
    Candidate candidate = rig.start(kind);
    try {
      return new Contender(candidate, rig.connect(candidate, connections));
    } catch (IllegalStateException e) {
      candidate.close();
      throw e;
    }
  }

  /// Is under load for a while, and forgets it.
  void warmUp(Consumer<Fleet> load, Duration howLong) {
    load.accept(fleet);
    Rig.pause(howLong);
    Rig.await(fleet.rest());
    fleet.takeLatencies();
  }

  /// Is under load for a while, and remembers what it cost.
  void takeTurn(Consumer<Fleet> load, Duration howLong) {
    load.accept(fleet);
    Rig.pause(SETTLE);
    fleet.takeLatencies();
    CpuReading before = CpuReading.now(candidate.pid());
    Rig.pause(howLong);
    CpuUse use = CpuReading.now(candidate.pid()).since(before);
    samples.add(new Sample(use, fleet.takeLatencies()));
    Rig.await(fleet.rest());
  }

  Kind kind() {
    return candidate.kind();
  }

  List<Sample> samples() {
    return List.copyOf(samples);
  }

  @Override
  public void close() {
    fleet.close();
    candidate.close();
  }
}
