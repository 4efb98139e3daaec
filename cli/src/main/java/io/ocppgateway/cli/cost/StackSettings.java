package io.ocppgateway.cli.cost;

/// What of the stack's settings bears on its cost.
///
/// @param egress how tasks reach AWS IoT Core
/// @param architecture of the tasks
/// @param tls where charge points' TLS ends
/// @param task what each has
/// @param connectionsPerTask charge points for which one task is planned
public record StackSettings(
    Egress egress, Architecture architecture, TlsEnd tls, TaskSize task, int connectionsPerTask) {

  /// Each takes two files.
  static final int MOST_CONNECTIONS_PER_TASK = 500_000;

  /// What is deployed when nothing is set.
  public static final StackSettings STANDARD =
      new StackSettings(Egress.NAT, Architecture.ARM64, TlsEnd.NONE, TaskSize.STANDARD, 10_000);

  /// Holds settings.
  ///
  /// @throws IllegalArgumentException if one is out of its bounds
  public StackSettings {
    if (connectionsPerTask < 1 || connectionsPerTask > MOST_CONNECTIONS_PER_TASK) {
      throw new IllegalArgumentException(
          "%d connections per task; allowed are 1 to %d, as a task may open 1,048,576 files"
              .formatted(connectionsPerTask, MOST_CONNECTIONS_PER_TASK));
    }
  }

  StackSettings with(Egress other) {
    return new StackSettings(other, architecture, tls, task, connectionsPerTask);
  }

  StackSettings with(TaskSize other) {
    return new StackSettings(egress, architecture, tls, other, connectionsPerTask);
  }
}
