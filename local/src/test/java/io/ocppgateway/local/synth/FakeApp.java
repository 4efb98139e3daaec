package io.ocppgateway.local.synth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Stands for the CDK app: writes what it was given, counts its runs in the file `runs` of its
/// working directory, and refuses the context key `fault`. With the key `slow` it says with the
/// file `told` that it has said all, and ends when the file `go-on` is there.
public final class FakeApp {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(10);

  private FakeApp() {}

  public static void main(String[] args) throws IOException {
    Files.writeString(
        Path.of("runs"), "run\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    String context = System.getenv("CDK_CONTEXT_JSON");
    Path out = Path.of(System.getenv("CDK_OUTDIR"));
    Files.writeString(out.resolve("half-written"), "");
    Files.writeString(out.resolve("validation"), "" + System.getenv("CDK_VALIDATION"));
    if (context.contains("slow")) {
      Runtime.getRuntime().addShutdownHook(new Thread(FakeApp::awaitGoOn));
    }
    if (context.contains("fault")) {
      System.err.println("!! This software runs on an old node !!");
      throw new IllegalArgumentException("heartbeatInterval is 'often'; allowed are whole seconds");
    }
    Files.writeString(out.resolve("manifest.json"), context);
  }

  private static void awaitGoOn() {
    try {
      Files.createFile(Path.of("told"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long start = System.nanoTime();
    while (!Files.exists(Path.of("go-on")) && System.nanoTime() - start < PATIENCE.toNanos()) {
      LockSupport.parkNanos(POLL.toNanos());
    }
  }
}
