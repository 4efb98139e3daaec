package io.ocppgateway.infra.settings;

import java.util.List;
import java.util.stream.IntStream;

/// How large a task is. Fargate has certain sizes only.
///
/// @param cpuUnits processor: 1024 are one vCPU
/// @param memoryMiB memory in MiB
/// @see "Amazon ECS developer guide, Task CPU and memory"
public record TaskSize(int cpuUnits, int memoryMiB) {

  private static final int GIB = 1024;

  /// Refuses what Fargate does not have.
  public TaskSize {
    if (!memoriesWith(cpuUnits).contains(memoryMiB)) {
      throw new IllegalArgumentException(
          "Fargate has no tasks of %d CPU units and %d MiB; with these CPU units it has %s MiB"
              .formatted(cpuUnits, memoryMiB, memoriesWith(cpuUnits)));
    }
  }

  /// The CPU units that a task can have.
  public static List<Integer> cpus() {
    return List.of(256, 512, 1024, 2048, 4096, 8192, 16_384);
  }

  /// The memories in MiB that a task can have beside so many CPU units; none if it cannot have
  /// those.
  public static List<Integer> memoriesWith(int cpuUnits) {
    return switch (cpuUnits) {
      case 256 -> List.of(512, GIB, 2 * GIB);
      case 512 -> steps(1, 4, 1);
      case 1024 -> steps(2, 8, 1);
      case 2048 -> steps(4, 16, 1);
      case 4096 -> steps(8, 30, 1);
      case 8192 -> steps(16, 60, 4);
      case 16_384 -> steps(32, 120, 8);
      default -> List.of();
    };
  }

  private static List<Integer> steps(int fromGib, int toGib, int stepGib) {
    return IntStream.iterate(fromGib, gib -> gib <= toGib, gib -> gib + stepGib)
        .map(gib -> gib * GIB)
        .boxed()
        .toList();
  }
}
