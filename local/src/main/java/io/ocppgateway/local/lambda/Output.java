package io.ocppgateway.local.lambda;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Sends what functions write to `System.out` and `System.err` to a file for each function.
///
/// The thread decides: the threads that run a function, and those that they start, write to its
/// file; all others to where the streams led before. The streams belong to the JVM, so they are
/// changed at [#install] and changed back at [#close].
final class Output implements AutoCloseable {

  @SuppressWarnings("ThreadLocalUsage") // One for each stack; a static one would mix two of them.
  private final InheritableThreadLocal<@Nullable OutputStream> file =
      new InheritableThreadLocal<>();

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final PrintStream routedOut = stream(out);
  private final PrintStream routedErr = stream(err);

  private Output() {}

  static Output install() {
    Output output = new Output();
    System.setOut(output.routedOut);
    System.setErr(output.routedErr);
    return output;
  }

  private PrintStream stream(PrintStream otherwise) {
    return new PrintStream(new Routed(otherwise), true, StandardCharsets.UTF_8);
  }

  /// Opens the file of a function, overwriting what an earlier run left.
  static OutputStream open(Path logFile) {
    try {
      Files.createDirectories(logFile.toAbsolutePath().getParent());
      return new BufferedOutputStream(Files.newOutputStream(logFile));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the function's log " + logFile, e);
    }
  }

  /// From now on the current thread, and those that it starts, write there.
  void routeCurrentThread(OutputStream target) {
    file.set(target);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // Only the very stream that was installed is taken out.
  public void close() {
    if (System.out == routedOut) {
      System.setOut(out);
    }
    if (System.err == routedErr) {
      System.setErr(err);
    }
  }

  private final class Routed extends OutputStream {

    private final PrintStream otherwise;

    Routed(PrintStream otherwise) {
      this.otherwise = otherwise;
    }

    private OutputStream target() {
      OutputStream target = file.get();
      return target == null ? otherwise : target;
    }

    @Override
    public void write(int b) throws IOException {
      target().write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      target().write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      target().flush();
    }
  }
}
