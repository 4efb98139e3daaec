package io.ocppgateway.bench.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A task's bounds, as they are told to a kernel that is a directory of files here.
class ConfinementTest {

  private static final TaskSize QUARTER = new TaskSize(256, 512);

  @TempDir Path root;

  @Test
  void aUnifiedGroupIsBoundInItsOneDirectory() throws IOException {
    Files.createFile(root.resolve("cgroup.controllers"));

    Confinement task = Confinement.create(root, QUARTER);

    Path group = root.resolve(task.name());
    assertThat(group.resolve("cpu.max")).hasContent("25000 100000");
    assertThat(group.resolve("memory.max")).hasContent("536870912");
    assertThat(task.confined(List.of("java", "-jar")))
        .startsWith("sh", "-c")
        .endsWith("java", "-jar")
        .anyMatch(argument ->
            argument.equals("echo $$ >%s && exec \"$@\"".formatted(group.resolve("cgroup.procs"))));
  }

  @Test
  void aGroupOfEachControllerIsBoundInEach() throws IOException {
    Files.createDirectory(root.resolve("cpu"));
    Files.createDirectory(root.resolve("memory"));

    Confinement task = Confinement.create(root, QUARTER);

    Path cpu = root.resolve("cpu").resolve(task.name());
    Path memory = root.resolve("memory").resolve(task.name());
    assertThat(cpu.resolve("cpu.cfs_quota_us")).hasContent("25000");
    assertThat(cpu.resolve("cpu.cfs_period_us")).hasContent("100000");
    assertThat(memory.resolve("memory.limit_in_bytes")).hasContent("536870912");
    assertThat(task.confined(List.of("java")))
        .anyMatch(
            argument -> argument.contains(cpu.resolve("cgroup.procs") + " && echo $$ >" + memory));
  }

  @Test
  void waitsAreCountedFromTheKernelsStatistics() throws IOException {
    Files.createFile(root.resolve("cgroup.controllers"));
    Confinement task = Confinement.create(root, QUARTER);
    Files.writeString(
        root.resolve(task.name()).resolve("cpu.stat"), "nr_periods 40\nnr_throttled 10\n");

    Confinement.Throttling throttling = task.throttling().since(new Confinement.Throttling(5, 20));

    assertThat(throttling).isEqualTo(new Confinement.Throttling(5, 20));
    assertThat(throttling.share()).isEqualTo(0.25);
  }
}
