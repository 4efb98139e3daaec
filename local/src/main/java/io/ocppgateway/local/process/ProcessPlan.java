package io.ocppgateway.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// How to start a process and how to end it.
///
/// @param name what people call it, for messages
/// @param command the program and its arguments
/// @param environment all of its environment but the variables that name directories of the
///   operating system; nothing else is inherited
/// @param logFile takes what it writes to standard output and error; overwritten
/// @param grace how long it may take to end after SIGTERM before it is killed
public record ProcessPlan(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path logFile,
    Duration grace) {

  /// Copies command and environment.
  public ProcessPlan {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /// The `java` of the running JVM.
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
