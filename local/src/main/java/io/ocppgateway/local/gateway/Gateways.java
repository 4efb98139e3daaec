package io.ocppgateway.local.gateway;

import io.ocppgateway.local.process.ChildProcess;
import io.ocppgateway.local.process.FreePort;
import io.ocppgateway.local.process.ProcessPlan;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The running gateways. Several share one port, as they share a load balancer in AWS; the
/// operating system spreads the connections.
public final class Gateways implements AutoCloseable {

  private static final Duration READY_LIMIT = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int PROBE_MILLIS = 1_000;

  private final List<ChildProcess> processes = new ArrayList<>();
  private final List<Runnable> readiness = new ArrayList<>();

  private Gateways() {}

  /// No gateway at all.
  public static Gateways none() {
    return new Gateways();
  }

  /// Starts gateways and returns at once; [#awaitReady] before charge points connect.
  ///
  /// @param count how many
  /// @param overrides set after the template's environment
  /// @param logDirectory takes a file for each, `gateway-<number>.log`
  /// @param onDeath gets a message for people if one ends by itself
  /// @throws io.ocppgateway.local.process.ProcessFailedException if one cannot be started; none is
  ///   left running then
  public static Gateways start(
      GatewayTask task,
      int count,
      Map<String, String> overrides,
      Path logDirectory,
      Consumer<String> onDeath) {
    Gateways gateways = new Gateways();
    try {
      for (int number = 1; number <= count; number++) {
        int healthPort = FreePort.find();
        ChildProcess process =
            ChildProcess.start(plan(task, number, healthPort, overrides, logDirectory), onDeath);
        gateways.processes.add(process);
        gateways.readiness.add(
            () -> process.awaitReady(READY_LIMIT, () -> isReady(healthPort, task.healthPath())));
      }
      return gateways;
    } catch (RuntimeException e) {
      // Whatever it was, nothing may be left running.
      gateways.close();
      throw e;
    }
  }

  /// Returns when all are ready.
  ///
  /// @throws io.ocppgateway.local.process.ProcessFailedException if one dies or is not in time
  public void awaitReady() {
    readiness.forEach(Runnable::run);
  }

  private static ProcessPlan plan(
      GatewayTask task,
      int number,
      int healthPort,
      Map<String, String> overrides,
      Path logDirectory) {
    Map<String, String> environment = new HashMap<>(task.environment());
    environment.putAll(overrides);
    environment.put(GatewayEnvironment.HEALTH_PORT, String.valueOf(healthPort));
    return new ProcessPlan(
        "gateway " + number,
        command(task.jar()),
        environment,
        logFile(logDirectory, number),
        GRACE);
  }

  private static Path logFile(Path logDirectory, int number) {
    return logDirectory.resolve("gateway-%d.log".formatted(number));
  }

  /// The image's command, but sized for a desk.
  private static List<String> command(Path jar) {
    return List.of(
        ProcessPlan.java(),
        "-Xmx96m",
        "-Xss512k",
        "-XX:MaxDirectMemorySize=64m",
        "-XX:+UseSerialGC",
        "-XX:+UseCompactObjectHeaders",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "-jar",
        jar.toString());
  }

  private static boolean isReady(int healthPort, String path) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:%d%s".formatted(healthPort, path))
                  .toURL()
                  .openConnection();
      connection.setConnectTimeout(PROBE_MILLIS);
      connection.setReadTimeout(PROBE_MILLIS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }

  /// The operating system's numbers of the processes.
  public List<Long> pids() {
    return processes.stream().map(ChildProcess::pid).toList();
  }

  /// Whether all still run.
  public boolean areAlive() {
    return processes.stream().allMatch(ChildProcess::isAlive);
  }

  @Override
  public void close() {
    processes.forEach(ChildProcess::terminate);
    processes.forEach(ChildProcess::close);
  }
}
