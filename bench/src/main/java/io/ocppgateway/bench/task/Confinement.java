package io.ocppgateway.bench.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A control group of a task's size, from [#create] to [#close], which wants its processes ended.
///
/// @param groups as they are mounted
/// @param root where
/// @param name of the group
record Confinement(ControlGroups groups, Path root, String name) implements AutoCloseable {

  /// @param waits periods in which the group had used up its share and had to wait
  /// @param periods periods in which it had something to do
  record Throttling(long waits, long periods) {

    Throttling since(Throttling earlier) {
      return new Throttling(waits - earlier.waits, periods - earlier.periods);
    }

    double share() {
      return periods == 0 ? 0 : (double) waits / periods;
    }
  }

  /// Makes one.
  static Confinement create(Path root, TaskSize size) {
    ControlGroups groups = ControlGroups.at(root);
    Confinement made = new Confinement(groups, root, "ocpp-task-" + ProcessHandle.current().pid());
    try {
      for (Path directory : groups.directories(root, made.name)) {
        Files.createDirectory(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a control group under " + root, e);
    }
    groups.limit(root, made.name, size);
    return made;
  }

  /// The command, in the group from its first instruction on.
  List<String> confined(List<String> command) {
    List<String> shell = new ArrayList<>(List.of("sh", "-c", entry(), "sh"));
    shell.addAll(command);
    return shell;
  }

  private String entry() {
    StringBuilder script = new StringBuilder();
    for (Path directory : groups.directories(root, name)) {
      script.append("echo $$ >").append(directory.resolve("cgroup.procs")).append(" && ");
    }
    return script.append("exec \"$@\"").toString();
  }

  long peakBytes() {
    return groups.peakBytes(root, name);
  }

  /// Since it was made.
  Throttling throttling() {
    try {
      List<String> lines = Files.readAllLines(groups.statistics(root, name));
      return new Throttling(counter(lines, "nr_throttled "), counter(lines, "nr_periods "));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the statistics of " + name, e);
    }
  }

  private static long counter(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.substring(key.length())))
        .sum();
  }

  @Override
  public void close() {
    try {
      for (Path directory : groups.directories(root, name)) {
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the control group " + name, e);
    }
  }
}
