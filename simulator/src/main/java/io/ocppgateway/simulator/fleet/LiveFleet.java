package io.ocppgateway.simulator.fleet;

import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.ocppgateway.simulator.LoopTimers;
import io.ocppgateway.simulator.SimulatedChargePoint;
import io.ocppgateway.simulator.chargepoint.Timers;
import io.ocppgateway.simulator.fleet.statistics.FleetSnapshot;
import io.ocppgateway.simulator.fleet.statistics.Ledger;
import io.ocppgateway.simulator.fleet.statistics.ProcessMeter;
import io.ocppgateway.simulator.websocket.SourceAddresses;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A fleet at work.
///
/// ```
///        one charge point after the other         stop, or the duration is over
/// begin ──────────────────────────────────► running ───────────────────────────► ending ──► ended
///                                             one after the other finishes
/// ```
///
/// One thread, the conductor, starts and ends the charge points at their pace and each second adds
/// up what the event loops have counted. It does nothing else, so that a busy event loop does not
/// hold up the ramp. All that is not final here is the conductor's, but for the latest snapshot.
final class LiveFleet implements RunningFleet {

  private static final Duration SECOND = Duration.ofSeconds(1);

  /// However large the fleet, its goodbye takes no longer, but for CALLs that wait for an answer.
  private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(10);

  private final FleetOptions options;
  private final Roster roster;
  private final List<Squad> squads;
  private final Ledger ledger;
  private final ProcessMeter meter = new ProcessMeter();
  private final EventExecutor conductor =
      new DefaultEventExecutor(new DefaultThreadFactory("fleet", true));
  private final Timers timers = new LoopTimers(conductor);
  private final Instant start = InstantSource.system().instant();
  private final long startNanos = timers.nanoTime();
  private final CompletableFuture<FleetReport> ended = new CompletableFuture<>();
  private final List<SimulatedChargePoint> started = new ArrayList<>();
  private final Pacer ramp;

  private Timers.Timer endOfDuration = Timers.Timer.NONE;
  private Timers.Timer nextSample = Timers.Timer.NONE;
  private boolean ending;
  private boolean over;
  private volatile FleetSnapshot latest;

  LiveFleet(FleetOptions options) {
    this.options = options;
    roster = new Roster(options);
    SourceAddresses sources = SourceAddresses.of(options.sourceAddresses());
    squads = Stream.generate(() -> new Squad(sources)).limit(options.eventLoops()).toList();
    ledger = new Ledger(options.size());
    latest = ledger.beforeFirstSample();
    ramp =
        new Pacer(timers, options.connectsPerSecond(), options.size(), this::startNext, () -> {});
  }

  void begin() {
    conductor.execute(() -> {
      ramp.start();
      sampleLater();
      if (!options.duration().equals(FleetOptions.UNTIL_STOPPED)) {
        endOfDuration = timers.after(options.duration(), this::toEnding);
      }
    });
  }

  @Override
  public FleetSnapshot snapshot() {
    return latest;
  }

  @Override
  public CompletableFuture<FleetReport> stop() {
    try {
      conductor.execute(this::toEnding);
    } catch (RejectedExecutionException _) {
      // The conductor goes last: there is nothing left to stop.
    }
    return ended;
  }

  @Override
  public CompletableFuture<FleetReport> ended() {
    return ended;
  }

  private void startNext(int index) {
    Squad squad = squads.get(index % squads.size());
    started.add(squad.start(roster.chargePoint(index), roster.faults(index)));
  }

  private void sampleLater() {
    nextSample = timers.after(SECOND, this::sample);
  }

  private void sample() {
    meter.look();
    thenOnConductor(
        takeTallies(),
        () -> {
          if (!over) {
            latest = ledger.sample(sinceStart(), ending);
            sampleLater();
          }
        });
  }

  /// Adds up what the event loops have counted until now.
  private CompletableFuture<?> takeTallies() {
    return CompletableFuture.allOf(
        squads.stream()
            .map(squad -> squad.take().thenAcceptAsync(ledger::add, conductor))
            .toArray(CompletableFuture<?>[]::new));
  }

  private void toEnding() {
    if (!ending) {
      ending = true;
      endOfDuration.cancel();
      ramp.stop();
      double pace =
          Math.max(
              options.connectsPerSecond(), (double) started.size() / LONGEST_GOODBYE.toSeconds());
      new Pacer(
              timers,
              pace,
              started.size(),
              index -> started.get(index).finish(),
              this::awaitChargePoints)
          .start();
    }
  }

  private void awaitChargePoints() {
    CompletableFuture<?> all =
        CompletableFuture.allOf(
            started.stream().map(SimulatedChargePoint::ended).toArray(CompletableFuture<?>[]::new));
    thenOnConductor(all, this::awaitConnections);
  }

  private void awaitConnections() {
    thenOnConductor(
        CompletableFuture.runAsync(() -> squads.forEach(Squad::awaitEnds)),
        () -> thenOnConductor(takeTallies(), this::toEnded));
  }

  private void toEnded() {
    over = true;
    nextSample.cancel();
    latest = ledger.sample(sinceStart(), true);
    squads.forEach(Squad::close);
    conductor.shutdownGracefully(0, 1, TimeUnit.SECONDS).addListener(_ -> {});
    FleetReport report = report();
    ended.completeAsync(() -> report);
  }

  private FleetReport report() {
    return new FleetReport(
        options,
        start,
        latest.at(),
        ledger.connections(),
        ledger.messages(),
        ledger.calls(),
        ledger.actions(),
        ledger.latency(),
        ledger.samples(),
        ledger.failures(),
        meter.cost());
  }

  private Duration sinceStart() {
    return Duration.ofNanos(timers.nanoTime() - startNanos);
  }

  /// Nothing of this fails but by a bug, and then the fleet has no report.
  private void thenOnConductor(CompletableFuture<?> done, Runnable then) {
    CompletionStage<Void> step = done.thenRunAsync(then, conductor);
    step.whenComplete((_, failure) -> {
      if (failure != null) {
        ended.completeExceptionally(failure);
      }
    });
  }
}
