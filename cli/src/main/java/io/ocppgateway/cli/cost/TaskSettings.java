package io.ocppgateway.cli.cost;

/// The gateway's tasks, as the stack's settings have them.
///
/// @param architecture of their processors
/// @param size what each has
/// @param connectionsPerTask charge points for which one is planned
/// @param minTasks how many there are at least
/// @param maxTasks how many there may be
/// @param connectsPerSecond what the account may send AWS IoT Core; each task takes its part of it,
///   were there `maxTasks`
public record TaskSettings(
    Architecture architecture,
    TaskSize size,
    int connectionsPerTask,
    int minTasks,
    int maxTasks,
    int connectsPerSecond) {

  /// What the load balancer opens to one task.
  static final int MOST_CONNECTIONS_PER_TASK = 55_000;

  private static final int LEAST_TASKS = 2;
  private static final int MOST_TASKS = 1_000;

  /// What is deployed when nothing is set.
  public static final TaskSettings STANDARD =
      new TaskSettings(Architecture.ARM64, TaskSize.STANDARD, 5_000, LEAST_TASKS, 10, 500);

  /// Holds settings.
  ///
  /// @throws IllegalArgumentException if one is out of its bounds
  public TaskSettings {
    check("connections per task", connectionsPerTask, 1, MOST_CONNECTIONS_PER_TASK);
    check("tasks at least", minTasks, LEAST_TASKS, MOST_TASKS);
    check("tasks at most", maxTasks, minTasks, MOST_TASKS);
    check("CONNECTs a second", connectsPerSecond, maxTasks, 100_000);
  }

  private static void check(String what, int number, int least, int most) {
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          "%d %s; allowed are %d to %d".formatted(number, what, least, most));
    }
  }

  /// The same with tasks of another size.
  public TaskSettings with(TaskSize other) {
    return new TaskSettings(
        architecture, other, connectionsPerTask, minTasks, maxTasks, connectsPerSecond);
  }

  /// CONNECTs a second that one task may send.
  double connectsPerSecondOfOne() {
    return (double) connectsPerSecond / maxTasks;
  }
}
