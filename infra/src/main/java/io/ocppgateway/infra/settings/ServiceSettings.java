package io.ocppgateway.infra.settings;

/// The gateway's tasks.
///
/// @param architecture what processors they run on
/// @param taskSize how large each is
/// @param minTasks how many there are at least
/// @param maxTasks how many there are at most
/// @param connectionsPerTask charge points for which a task is planned: with more there are more
///   tasks
/// @param connectsPerSecond MQTT CONNECTs that the account may send AWS IoT Core in a second
public record ServiceSettings(
    Architecture architecture,
    TaskSize taskSize,
    int minTasks,
    int maxTasks,
    int connectionsPerTask,
    int connectsPerSecond) {

  /// What processors tasks run on.
  public enum Architecture {
    /// Graviton.
    ARM64("linux/arm64"),
    /// Intel and AMD.
    X86_64("linux/amd64");

    private final String platform;

    Architecture(String platform) {
      this.platform = platform;
    }

    /// What an image for them is built for, as containers' tools name it.
    public String platform() {
      return platform;
    }
  }
}
