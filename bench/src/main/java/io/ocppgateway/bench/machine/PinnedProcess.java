package io.ocppgateway.bench.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process that may run on one core only, from [#start] to [#close].
public final class PinnedProcess implements AutoCloseable {

  /// Those that this process might run on before it was bound: in a container not always the
  /// machine's first ones. The first is the measured process's, the second this one's.
  private static final List<Integer> CORES = Proc.allowedCores();

  private static final Duration GRACE = Duration.ofSeconds(20);

  private final Process process;
  private final Thread undertaker;

  private PinnedProcess(Process process) {
    this.process = process;
    // A benchmark that is broken off leaves nothing running.
    undertaker = new Thread(process::destroyForcibly, "end of " + process.pid());
    Runtime.getRuntime().addShutdownHook(undertaker);
  }

  /// Binds this process, and the threads that it will start, to the core that is not measured.
  ///
  /// @throws IllegalStateException if this process may run on one core only
  public static void pinSelf(Path taskset) {
    if (CORES.size() < 2) {
      throw new IllegalStateException(
          "a measurement needs two cores, one for the candidate and one for the load; this process may run on %s"
              .formatted(CORES));
    }
    run(
        List.of(
            taskset.toString(),
            "--all-tasks",
            "--cpu-list",
            "--pid",
            String.valueOf(CORES.get(1)),
            String.valueOf(ProcessHandle.current().pid())),
        Path.of("."));
  }

  /// Starts a process on the core that is measured.
  ///
  /// @param environment all of the process's own, beside this one's
  /// @param log where its output goes
  public static PinnedProcess start(
      Path taskset,
      List<String> command,
      Map<String, String> environment,
      Path directory,
      Path log) {
    List<String> pinned = new ArrayList<>();
    pinned.add(taskset.toString());
    pinned.addAll(List.of("--cpu-list", String.valueOf(CORES.getFirst())));
    pinned.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(pinned)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    try {
      return new PinnedProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.getFirst(), e);
    }
  }

  /// Runs a program to its end.
  ///
  /// @return what it has printed
  /// @throws IllegalStateException if it fails
  public static String run(List<String> command, Path directory) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        throw new IllegalStateException(
            "%s ended with %d: %s".formatted(String.join(" ", command), status, output));
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command.getFirst(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// The operating system's number: taskset has become the program itself.
  public long pid() {
    return process.pid();
  }

  /// Whether it still runs.
  public boolean isAlive() {
    return process.isAlive();
  }

  /// Ends it, in good order if it can.
  @Override
  public void close() {
    process.destroy();
    try {
      Runtime.getRuntime().removeShutdownHook(undertaker);
    } catch (IllegalStateException _) {
      // This process is ending, and the hook does its work.
    }
    try {
      if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
