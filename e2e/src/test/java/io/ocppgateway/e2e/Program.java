package io.ocppgateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// A program that runs beside the test, its output line by line as it comes. Ended by its process
/// id.
public final class Program implements AutoCloseable {

  /// What has to be synthesized first took 94 s on a busy machine.
  static final Duration PATIENCE = Duration.ofMinutes(4);

  /// Killed, it would leave behind what it has started: a local stack its gateways.
  private static final Duration END_LIMIT = Duration.ofSeconds(30);

  private static final Pattern TERMINAL_CODE = Pattern.compile("\\x1B\\[[0-9;?]*[A-Za-z]|[\r\b]");

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private volatile boolean outputEnded;

  private Program(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::read);
  }

  /// Starts a program.
  public static Program start(Map<String, String> environment, List<String> command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      return new Program(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command, e);
    }
  }

  /// Starts a program that behaves differently where it has no terminal: gives it one.
  static Program startInTerminal(Map<String, String> environment, List<String> command) {
    Map<String, String> withTerminal = new HashMap<>(environment);
    withTerminal.put("TERM", "dumb");
    String script = Peers.ofDebian("script", "bsdutils");
    return start(withTerminal, List.of(script, "-qefc", String.join(" ", command), "/dev/null"));
  }

  /// All lines so far.
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /// Waits for a line that contains a text, and gives it.
  public String awaitLine(String text) {
    return awaitLine(line -> line.contains(text), text);
  }

  private String awaitLine(Predicate<String> wanted, String description) {
    Awaitility.await()
        .atMost(PATIENCE)
        .alias("a line with '%s'".formatted(description))
        .failFast(() -> requireAlive(wanted, description))
        .until(() -> lines.stream().anyMatch(wanted));
    return lines.stream().filter(wanted).findFirst().orElseThrow();
  }

  private void requireAlive(Predicate<String> wanted, String description) {
    if (outputEnded && lines.stream().noneMatch(wanted)) {
      throw new AssertionError(
          "the output ended without a line with '%s':%n%s"
              .formatted(description, String.join("\n", lines)));
    }
  }

  /// Types a line.
  public void type(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Types Ctrl-C, which a terminal turns into SIGINT for all that runs in it.
  void typeCtrlC() {
    try {
      process.getOutputStream().write('C' - '@');
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether it has not ended.
  boolean isAlive() {
    return process.isAlive();
  }

  /// Sends SIGTERM. What the program says from then on is read too: the process itself would close
  /// its output.
  void terminate() {
    process.toHandle().destroy();
  }

  /// The program and all that it has started so far.
  public List<ProcessHandle> processes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  /// Waits for the end and gives the exit code.
  public int awaitExit() {
    Awaitility.await().atMost(PATIENCE).until(() -> !process.isAlive() && outputEnded);
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_LIMIT.toSeconds(), SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      reader.lines().map(Program::withoutTerminalCodes).forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      lines.add("(output broken off: " + e.getMessage() + ")");
    }
    outputEnded = true;
  }

  private static String withoutTerminalCodes(String line) {
    return TERMINAL_CODE.matcher(line).replaceAll("").strip();
  }
}
