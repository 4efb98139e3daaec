package io.ocppgateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A program that ends by itself within five minutes.
///
/// @param arguments the program and what it is told
/// @param environment added to this process's
/// @param directory where it runs
public record Command(List<String> arguments, Map<String, String> environment, Path directory) {

  private static final int PATIENCE_SECONDS = 300;

  /// Copies.
  public Command {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /// Here and as it stands.
  public Command(List<String> arguments) {
    this(arguments, Map.of(), Path.of(""));
  }

  /// Here and as it stands.
  public static Command of(String... arguments) {
    return new Command(List.of(arguments));
  }

  /// How it ended.
  ///
  /// @param output all that it wrote, errors too
  public record Outcome(int exitCode, String output) {}

  /// Runs it and gives what it wrote.
  ///
  /// @throws AssertionError if it fails
  public String succeed() {
    Outcome outcome = run();
    if (outcome.exitCode() != 0) {
      throw new AssertionError(
          "%s ended with %d:%n%s"
              .formatted(String.join(" ", arguments), outcome.exitCode(), outcome.output()));
    }
    return outcome.output().strip();
  }

  /// Runs it to its end, whatever that is.
  ///
  /// @throws AssertionError if it does not end in time
  public Outcome run() {
    try {
      // Into a file: a pipe would stay open as long as a child that it leaves behind.
      Path output = Files.createTempFile("command", ".out");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(arguments)
                .directory(directory.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new Outcome(await(process, output), Files.readString(output, UTF_8));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + arguments, e);
    }
  }

  private int await(Process process, Path output) throws IOException {
    try {
      if (process.waitFor(PATIENCE_SECONDS, SECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    throw new AssertionError(
        "%s did not end in time:%n%s".formatted(arguments, Files.readString(output, UTF_8)));
  }
}
