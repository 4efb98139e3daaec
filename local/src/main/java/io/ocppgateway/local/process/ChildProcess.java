package io.ocppgateway.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A running process that ends when this is closed.
///
/// Safe for every thread. [#close] sends SIGTERM, waits for the plan's grace, then SIGKILL.
public final class ChildProcess implements AutoCloseable {

  private static final List<String> INHERITED =
      List.of("PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LANG", "TZ");
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int LOG_LINES = 15;

  /// How a JVM ends on Ctrl-C, which a terminal sends to this process and to its children alike.
  private static final int INTERRUPTED = 130;

  private final ProcessPlan plan;
  private final Process process;
  private final AtomicBoolean closing = new AtomicBoolean();

  private ChildProcess(ProcessPlan plan, Process process) {
    this.plan = plan;
    this.process = process;
  }

  /// Starts the process.
  ///
  /// @param onDeath called on another thread with a message for people if it ends and [#close] did
  ///   not ask for it
  /// @throws ProcessFailedException if it cannot be started
  public static ChildProcess start(ProcessPlan plan, Consumer<String> onDeath) {
    ProcessBuilder builder = new ProcessBuilder(plan.command());
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(INHERITED);
    environment.putAll(plan.environment());
    builder.redirectErrorStream(true).redirectOutput(plan.logFile().toFile());
    try {
      Files.createDirectories(plan.logFile().toAbsolutePath().getParent());
      ChildProcess child = new ChildProcess(plan, builder.start());
      child.watch(onDeath);
      return child;
    } catch (IOException e) {
      throw new ProcessFailedException(
          "cannot start %s with %s".formatted(plan.name(), plan.command().getFirst()), e);
    }
  }

  private void watch(Consumer<String> onDeath) {
    process
        .onExit()
        .thenAccept(dead -> {
          if (!closing.get() && dead.exitValue() != INTERRUPTED) {
            onDeath.accept(
                "%s (process %d) ended by itself with exit code %d; its log is %s"
                    .formatted(plan.name(), dead.pid(), dead.exitValue(), plan.logFile()));
          }
        })
        .exceptionally(fault -> {
          throw new IllegalStateException("cannot tell that " + plan.name() + " died", fault);
        });
  }

  /// The operating system's number of the process.
  public long pid() {
    return process.pid();
  }

  /// Whether it still runs.
  public boolean isAlive() {
    return process.isAlive();
  }

  /// Returns when the process says that it is ready.
  ///
  /// @param probe asked about twenty times a second
  /// @throws ProcessFailedException if it dies before, or is not ready in time
  public void awaitReady(Duration limit, BooleanSupplier probe) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!probe.getAsBoolean()) {
      if (endsWithin(POLL)) {
        throw new ProcessFailedException(
            "%s ended at its start with exit code %d%s"
                .formatted(plan.name(), process.exitValue(), logTail()));
      }
      if (System.nanoTime() - deadline > 0) {
        throw new ProcessFailedException(
            "%s was not ready after %d s%s".formatted(plan.name(), limit.toSeconds(), logTail()));
      }
    }
  }

  private boolean endsWithin(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProcessFailedException("interrupted while waiting for " + plan.name(), e);
    }
  }

  private String logTail() {
    try {
      List<String> lines =
          Arrays.asList(
              new String(Files.readAllBytes(plan.logFile()), StandardCharsets.UTF_8).split("\n"));
      int from = Math.max(0, lines.size() - LOG_LINES);
      return "; its log %s ends with:\n%s"
          .formatted(plan.logFile(), String.join("\n", lines.subList(from, lines.size())));
    } catch (IOException e) {
      return "; its log %s cannot be read: %s".formatted(plan.logFile(), e.getMessage());
    }
  }

  /// Sends SIGTERM and returns at once.
  public void terminate() {
    closing.set(true);
    process.destroy();
  }

  @Override
  public void close() {
    terminate();
    try {
      if (!process.waitFor(plan.grace().toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
