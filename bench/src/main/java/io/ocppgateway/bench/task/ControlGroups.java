package io.ocppgateway.bench.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The kernel's control groups, in either of the ways in which they are mounted.
///
/// @see "cgroups(7)"
enum ControlGroups {
  /// One hierarchy for all controllers.
  UNIFIED {
    @Override
    List<Path> directories(Path root, String name) {
      return List.of(root.resolve(name));
    }

    @Override
    void limit(Path root, String name, TaskSize size) {
      Path group = root.resolve(name);
      write(group.resolve("cpu.max"), size.quotaMicros() + " " + TaskSize.PERIOD_MICROS);
      write(group.resolve("memory.max"), String.valueOf(size.memoryBytes()));
    }

    @Override
    long peakBytes(Path root, String name) {
      return number(root.resolve(name).resolve("memory.peak"));
    }

    @Override
    Path statistics(Path root, String name) {
      return root.resolve(name).resolve("cpu.stat");
    }
  },
  /// A hierarchy for each controller.
  BY_CONTROLLER {
    @Override
    List<Path> directories(Path root, String name) {
      return List.of(root.resolve("cpu").resolve(name), root.resolve("memory").resolve(name));
    }

    @Override
    void limit(Path root, String name, TaskSize size) {
      Path cpu = root.resolve("cpu").resolve(name);
      write(cpu.resolve("cpu.cfs_period_us"), String.valueOf(TaskSize.PERIOD_MICROS));
      write(cpu.resolve("cpu.cfs_quota_us"), String.valueOf(size.quotaMicros()));
      write(
          root.resolve("memory").resolve(name).resolve("memory.limit_in_bytes"),
          String.valueOf(size.memoryBytes()));
    }

    @Override
    long peakBytes(Path root, String name) {
      return number(root.resolve("memory").resolve(name).resolve("memory.max_usage_in_bytes"));
    }

    @Override
    Path statistics(Path root, String name) {
      return root.resolve("cpu").resolve(name).resolve("cpu.stat");
    }
  };

  /// Those that are mounted at a place.
  static ControlGroups at(Path root) {
    return Files.exists(root.resolve("cgroup.controllers")) ? UNIFIED : BY_CONTROLLER;
  }

  /// The directories of a group: a process is in it that is in all of them.
  abstract List<Path> directories(Path root, String name);

  /// Bounds what the processes of a group get.
  abstract void limit(Path root, String name, TaskSize size);

  /// The most memory that the group ever had, files that are kept in memory included.
  abstract long peakBytes(Path root, String name);

  /// Where the kernel counts how often the group had to wait for its share.
  abstract Path statistics(Path root, String name);

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write %s to %s; control groups want root, and the controllers cpu and memory"
              .formatted(text, file),
          e);
    }
  }

  private static long number(Path file) {
    try {
      return Long.parseLong(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
