package io.ocppgateway.simulator.fleet;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/// How many files this process may open, and has opened: each connection is one.
record OpenFiles(long limit, long open) {

  /// For what comes and goes: event loops, classes, connections that end while others begin.
  private static final int SPARE = 100;

  /// As things stand. Where the system tells no limit, there is none.
  static OpenFiles ofThisProcess() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return system instanceof UnixOperatingSystemMXBean unix
        ? new OpenFiles(unix.getMaxFileDescriptorCount(), unix.getOpenFileDescriptorCount())
        : new OpenFiles(Long.MAX_VALUE, 0);
  }

  /// Makes sure that there is room for connections.
  ///
  /// @throws TooFewFilesException if there is not
  void requireRoomFor(int connections) {
    long needed = open + connections + SPARE;
    if (needed > limit) {
      throw new TooFewFilesException(
          """
          %d charge points need %d open files, this process may open %d; \
          raise the limit (ulimit -n %d), or take at most %d charge points in one process\
          """
              .formatted(connections, needed, limit, needed, Math.max(0, limit - open - SPARE)));
    }
  }
}
