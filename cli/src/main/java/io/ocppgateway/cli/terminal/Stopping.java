package io.ocppgateway.cli.terminal;

import java.util.concurrent.CompletableFuture;

/// How a command hears that it shall end, by Ctrl-C or SIGTERM, and ends with an exit code of its
/// own.
///
/// The JVM answers both signals by beginning its shutdown. The process lives on until its shutdown
/// hooks have returned; the one here tells the command, waits until the command line has its exit
/// code, and ends the process with that. Safe for use by many threads.
public final class Stopping {

  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

  /// Something that is told when the process shall end, until it is closed.
  public interface Listening extends AutoCloseable {

    /// No more is told. Does nothing if the process is ending already.
    @Override
    void close();
  }

  /// Tells a command that it shall end. From then on a second Ctrl-C ends the process at once.
  ///
  /// @param wish runs at most once, on a thread of its own; must not wait
  public Listening onStop(Runnable wish) {
    Thread hook = new Thread(() -> stop(wish), "stopping");
    Runtime.getRuntime().addShutdownHook(hook);
    return () -> remove(hook);
  }

  /// The command line is done, and nothing is printed any more.
  public void done(int code) {
    exitCode.complete(code);
  }

  private void stop(Runnable wish) {
    LibC.interruptEndsProcess();
    wish.run();
    Runtime.getRuntime().halt(exitCode.join());
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The shutdown has begun: the hook waits for the exit code.
    }
  }
}
