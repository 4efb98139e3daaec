package io.ocppgateway.infra.settings;

import static io.ocppgateway.infra.settings.Setting.ARCHITECTURE;
import static io.ocppgateway.infra.settings.Setting.CONNECTIONS_PER_TASK;
import static io.ocppgateway.infra.settings.Setting.CONNECTS_PER_SECOND;
import static io.ocppgateway.infra.settings.Setting.MAX_TASKS;
import static io.ocppgateway.infra.settings.Setting.MIN_TASKS;
import static io.ocppgateway.infra.settings.Setting.TASK_CPU;
import static io.ocppgateway.infra.settings.Setting.TASK_MEMORY;

import io.ocppgateway.infra.settings.ServiceSettings.Architecture;
import java.util.List;

/// Reads how many tasks there are, and how large.
final class ServiceReader {

  /// One may be lost.
  private static final int LEAST_TASKS = 2;

  private static final int MOST_TASKS = 1000;

  /// What the load balancer opens to one target; a task's own ports to one address of the broker,
  /// 55,296, are a few more.
  private static final int MOST_CONNECTIONS = 55_000;

  /// AWS IoT Core takes 500 of an account unless that is raised.
  private static final int MOST_CONNECTS = 100_000;

  private final GivenValues values;

  ServiceReader(GivenValues values) {
    this.values = values;
  }

  ServiceSettings read() {
    TaskSize size = size();
    int minTasks =
        values.number(MIN_TASKS, LEAST_TASKS, MOST_TASKS, "a whole number from %d to %d");
    int maxTasks = maxTasks(minTasks);
    int connectsPerSecond =
        values.number(CONNECTS_PER_SECOND, 1, MOST_CONNECTS, "a whole number from %d to %d");
    if (connectsPerSecond < maxTasks) {
      values.contradiction(
          "%s is %d for %d tasks: each needs one at least, so raise it, or lower %s"
              .formatted(CONNECTS_PER_SECOND.key(), connectsPerSecond, maxTasks, MAX_TASKS.key()));
    }
    return new ServiceSettings(
        values.choice(ARCHITECTURE, Architecture.values(), Architecture.ARM64),
        size,
        minTasks,
        maxTasks,
        values.number(
            CONNECTIONS_PER_TASK,
            1,
            MOST_CONNECTIONS,
            "a whole number from %d to %d: the load balancer opens no more to one task"),
        connectsPerSecond);
  }

  private int maxTasks(int minTasks) {
    int maxTasks =
        values.number(MAX_TASKS, LEAST_TASKS, MOST_TASKS, "a whole number from %d to %d");
    if (maxTasks >= minTasks) {
      return maxTasks;
    }
    if (values.isGiven(MAX_TASKS)) {
      values.contradiction(
          "%s is %d, but %s is %d: set it to that or more"
              .formatted(MAX_TASKS.key(), maxTasks, MIN_TASKS.key(), minTasks));
    }
    return minTasks;
  }

  private TaskSize size() {
    int cpu = values.number(TASK_CPU, TaskSize.cpus());
    List<Integer> memories = TaskSize.memoriesWith(cpu);
    if (values.isGiven(TASK_MEMORY)) {
      return new TaskSize(cpu, memory(cpu, memories));
    }
    return new TaskSize(cpu, memories.getFirst());
  }

  private int memory(int cpu, List<Integer> memories) {
    String given = String.valueOf(values.text(TASK_MEMORY));
    return memories.stream()
        .filter(memory -> Integer.toString(memory).equals(given))
        .findAny()
        .orElseGet(() -> {
          values.fault(
              TASK_MEMORY,
              given,
              "%s with a %s of %d".formatted(GivenValues.oneOf(memories), TASK_CPU.key(), cpu));
          return memories.getFirst();
        });
  }
}
