package io.ocppgateway.bench.speed;

import io.ocppgateway.bench.candidate.Backends;
import io.ocppgateway.bench.candidate.Candidate;
import io.ocppgateway.bench.candidate.Candidates;
import io.ocppgateway.bench.candidate.Kind;
import io.ocppgateway.bench.candidate.Programs;
import io.ocppgateway.bench.load.BrokerCertificate;
import io.ocppgateway.bench.load.Fleet;
import io.ocppgateway.bench.load.Load;
import io.ocppgateway.bench.machine.PinnedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The load in this process, on its core, and where candidates come from.
public record Rig(Load load, Candidates candidates, Programs programs) implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Path WORK = Path.of("bench/target/bench");

  /// How many charge points may be about to connect: fewer than a candidate could be busy with.
  private static final int AT_ONCE = 50;

  /// Makes ready what a measurement needs.
  ///
  /// @param root of the repository
  /// @param path the value of PATH
  /// @throws IllegalStateException if the machine lacks something; it says what to do
  public static Rig prepare(Path root, String path) {
    Path work = root.resolve(WORK);
    try {
      Files.createDirectories(work);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + work, e);
    }
    Programs programs = Programs.prepare(root, path, work);
    PinnedProcess.pinSelf(programs.taskset());
    Load load = new Load();
    BrokerCertificate certificate = BrokerCertificate.create(work);
    Backends backends =
        new Backends(
            load.listenForMqtt(null),
            load.listenForMqtt(certificate.context()),
            certificate.authority(),
            load.listenForWebSockets(),
            load.listenForLookUps());
    return new Rig(load, new Candidates(programs, backends, work), programs);
  }

  /// Starts a candidate.
  Candidate start(Kind kind) {
    return candidates.start(kind);
  }

  /// Connects charge points to a candidate.
  Fleet connect(Candidate candidate, int count) {
    Fleet fleet = new Fleet(load, "BENCH", candidate.port());
    await(fleet.connect(count, AT_ONCE));
    return fleet;
  }

  /// Waits for what takes seconds.
  ///
  /// @throws IllegalStateException if it fails, or takes minutes
  public static void await(CompletableFuture<Void> outcome) {
    try {
      outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("the candidate has not answered within " + PATIENCE, e);
    }
  }

  /// Lets time pass.
  public static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    load.close();
  }
}
