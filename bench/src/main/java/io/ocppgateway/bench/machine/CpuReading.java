package io.ocppgateway.bench.machine;

import java.time.Duration;

/// What the CPU was used for up to a moment.
///
/// @param candidate by the process that is measured
/// @param load by this process
/// @param machine by everybody
/// @param at when, on a clock of any origin
public record CpuReading(Duration candidate, Duration load, Duration machine, Duration at) {

  /// Reads the kernel's clocks now.
  ///
  /// @param pid of the candidate
  public static CpuReading now(long pid) {
    return new CpuReading(
        Proc.cpuOf(pid),
        Proc.cpuOf(ProcessHandle.current().pid()),
        Proc.cpuOfMachine(),
        Duration.ofNanos(System.nanoTime()));
  }

  /// What was used since.
  public CpuUse since(CpuReading earlier) {
    Duration ours = candidate.minus(earlier.candidate).plus(load.minus(earlier.load));
    Duration foreign = machine.minus(earlier.machine).minus(ours);
    return new CpuUse(
        candidate.minus(earlier.candidate),
        load.minus(earlier.load),
        // The machine's time is sampled, a process's is counted: they differ a little.
        foreign.isNegative() ? Duration.ZERO : foreign,
        at.minus(earlier.at));
  }
}
