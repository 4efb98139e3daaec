package io.ocppgateway.cli.cost;

import io.ocppgateway.cli.price.Use;
import java.util.List;

/// What a task has, in ECS's units.
///
/// @param cpu 1,024 are one processor
/// @param memoryMib memory
public record TaskSize(int cpu, int memoryMib) {

  private static final double UNITS_PER_PROCESSOR = 1_024;
  private static final double MIB_PER_GB = 1_024;
  private static final List<Integer> PROCESSORS = List.of(256, 512, 1_024, 2_048, 4_096);

  /// What the stack deploys. (It stands below what the constructor looks at.)
  public static final TaskSize STANDARD = new TaskSize(256, 512);

  /// Holds a size.
  ///
  /// @throws IllegalArgumentException if Fargate has no such task
  public TaskSize {
    // 256 has smaller steps than the others, up to 2 GB; the others 2 to 8 GB for each processor.
    int most = cpu == 256 ? 2_048 : 8 * cpu;
    if (!PROCESSORS.contains(cpu)) {
      throw new IllegalArgumentException(
          "a task of %d CPU units; Fargate has %s".formatted(cpu, PROCESSORS));
    }
    if (memoryMib < 2 * cpu || memoryMib > most) {
      throw new IllegalArgumentException(
          "a task of %d CPU units with %d MiB; Fargate gives it %d to %d MiB"
              .formatted(cpu, memoryMib, 2 * cpu, most));
    }
  }

  double processors() {
    return cpu / UNITS_PER_PROCESSOR;
  }

  double gigabytes() {
    return memoryMib / MIB_PER_GB;
  }

  /// Of so many tasks, all the month.
  Use monthOf(int tasks, Architecture architecture) {
    return Use.NOTHING
        .and(architecture.processor(), tasks * processors() * Month.HOURS)
        .and(architecture.memory(), tasks * gigabytes() * Month.HOURS);
  }

  @Override
  public String toString() {
    return "%s vCPU, %s GB".formatted(plain(processors()), plain(gigabytes()));
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? Long.toString(Math.round(number))
        : Double.toString(number);
  }
}
