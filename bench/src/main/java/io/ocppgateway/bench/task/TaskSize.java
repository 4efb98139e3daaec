package io.ocppgateway.bench.task;

/// What a task has, in ECS's units.
///
/// @param cpu 1,024 are one processor
/// @param memoryMib memory
record TaskSize(int cpu, int memoryMib) {

  /// In which a share of a processor is dealt out anew: the kernel's, and containers' as well.
  static final long PERIOD_MICROS = 100_000;

  private static final long UNITS_PER_PROCESSOR = 1_024;
  private static final long BYTES_PER_MIB = 1 << 20;

  /// Processor time in each period.
  long quotaMicros() {
    return PERIOD_MICROS * cpu / UNITS_PER_PROCESSOR;
  }

  long memoryBytes() {
    return memoryMib * BYTES_PER_MIB;
  }
}
