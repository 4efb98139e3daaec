package io.ocppgateway.gateway.monitoring;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.util.internal.PlatformDependent;
import io.ocppgateway.gateway.metrics.Metrics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What the process takes of its machine, under the names that all programs give it.
public final class ProcessMetrics {

  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final double MILLIS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);
  private static final long BYTES_PER_KIBIBYTE = 1024;
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";

  private ProcessMetrics() {}

  /// Adds them.
  public static void addTo(Metrics metrics) {
    addMemory(metrics);
    metrics.fact(
        "process_start_time_seconds",
        "When the process started, in seconds since 1970.",
        ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS_PER_SECOND);
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      metrics.counter(
          "process_cpu_seconds_total",
          "Processor time of the process.",
          () -> unix.getProcessCpuTime() / NANOS_PER_SECOND);
      metrics.gauge("process_open_fds", "Open files.", unix::getOpenFileDescriptorCount);
      metrics.fact(
          "process_max_fds",
          "Open files that are allowed.",
          (double) unix.getMaxFileDescriptorCount());
    }
  }

  private static void addMemory(Metrics metrics) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    metrics.gauge(
        "jvm_memory_used_bytes",
        "Memory of the JVM in use.",
        "area",
        Map.of(
            "heap", () -> memory.getHeapMemoryUsage().getUsed(),
            "nonheap", () -> memory.getNonHeapMemoryUsage().getUsed(),
            "buffers", PlatformDependent::usedDirectMemory));
    metrics.gauge(
        "process_resident_memory_bytes",
        "Memory of the process that is resident.",
        ProcessMetrics::residentBytes);
  }

  /// Not a number where there is no Linux.
  private static double residentBytes() {
    try (var lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(RESIDENT))
          .map(line -> line.substring(RESIDENT.length()).replace("kB", "").strip())
          .mapToLong(kibibytes -> Long.parseLong(kibibytes) * BYTES_PER_KIBIBYTE)
          .findFirst()
          .orElse(0);
    } catch (IOException _) {
      return Double.NaN;
    }
  }
}
