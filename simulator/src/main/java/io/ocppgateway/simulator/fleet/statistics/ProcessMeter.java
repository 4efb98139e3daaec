package io.ocppgateway.simulator.fleet.statistics;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;

/// Measures what this process uses, from when it was made. Owned by one thread.
public final class ProcessMeter {

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final long cpuAtStart = system.getProcessCpuTime();
  private long mostHeapBytes;

  /// Takes a look at the heap.
  public void look() {
    mostHeapBytes = Math.max(mostHeapBytes, memory.getHeapMemoryUsage().getUsed());
  }

  /// What has been used so far.
  public ProcessCost cost() {
    look();
    return new ProcessCost(
        Duration.ofNanos(system.getProcessCpuTime() - cpuAtStart), mostHeapBytes);
  }
}
