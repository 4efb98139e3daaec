package io.ocppgateway.bench.candidate;

import io.ocppgateway.bench.machine.PinnedProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A process that listens for charge points, from its start to [#close].
///
/// @param log what it has printed
public record Candidate(Kind kind, int port, PinnedProcess process, Path log)
    implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration GLANCE = Duration.ofMillis(2);

  /// The operating system's number.
  public long pid() {
    return process.pid();
  }

  /// Returns when it listens.
  ///
  /// @throws IllegalStateException if it ends, or is not in time
  public Candidate awaitListening() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isListening()) {
      if (!process.isAlive() || System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("%s does not listen; see %s".formatted(kind.title(), log));
      }
      LockSupport.parkNanos(GLANCE.toNanos());
    }
    return this;
  }

  @Override
  public void close() {
    process.close();
  }

  private boolean isListening() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }
}
