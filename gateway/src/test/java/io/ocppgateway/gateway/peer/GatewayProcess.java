package io.ocppgateway.gateway.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// The built jar as a process of its own, as the container runs it.
public final class GatewayProcess implements AutoCloseable {

  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*(\\d+) kB");
  private static final Path JAR = Path.of("target", "gateway.jar");
  private static final Pattern PORT = Pattern.compile("\\{\"port\":\"(\\d+)\"}");
  private static final Pattern HEALTH_PORT = Pattern.compile("\\{\"healthPort\":\"(\\d+)\"}");
  private static final Pattern LIVE_BYTES = Pattern.compile("Total +\\d+ +(\\d+)");

  private static final String HEALTH_REQUEST = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final Process process;
  private final Path log;

  private GatewayProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /// Starts it with exactly this environment.
  ///
  /// @param options of the JVM
  public static GatewayProcess start(
      Path directory, Map<String, String> environment, String... options) throws IOException {
    Path log = Files.createTempFile(directory, "gateway", ".log");
    return startLoggingTo(log, environment, options);
  }

  /// Starts it with its log in a certain file.
  public static GatewayProcess startLoggingTo(
      Path log, Map<String, String> environment, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"));
    command.add("-Dio.netty.leakDetection.level=paranoid");
    command.addAll(List.of(options));
    command.addAll(List.of("-jar", JAR.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new GatewayProcess(builder.start(), log);
  }

  /// What a gateway needs: free ports, an account, a broker, no passwords, and a short drain.
  public static Map<String, String> environment(String awsUrl, String brokerUrl) {
    Map<String, String> environment = new HashMap<>();
    environment.put(GatewayEnvironment.PORT, "0");
    environment.put(GatewayEnvironment.HEALTH_PORT, "0");
    environment.put(GatewayEnvironment.BROKER_URL, brokerUrl);
    environment.put(GatewayEnvironment.CHARGE_POINTS_TABLE, "ChargePoints");
    environment.put(GatewayEnvironment.SECURITY_PROFILE, "0");
    environment.put(GatewayEnvironment.AWS_REGION, "eu-central-1");
    environment.put(GatewayEnvironment.DRAIN_SECONDS, "2");
    environment.put(GatewayEnvironment.DRAIN_NOTICE_SECONDS, "0");
    environment.put("AWS_ENDPOINT_URL", awsUrl);
    environment.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    environment.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    return environment;
  }

  /// The port for charge points, once it has reached the broker and the registry: on a busy machine
  /// who comes before may be told to come again.
  public int awaitReadyPort() {
    HaProxy.awaitWell(awaitHealthPort(), "/readyz");
    return awaitPort();
  }

  /// The port for charge points, once it listens.
  public int awaitPort() {
    return awaitPort(PORT);
  }

  /// The port for health checks, once it listens.
  public int awaitHealthPort() {
    return awaitPort(HEALTH_PORT);
  }

  public long pid() {
    return process.pid();
  }

  /// Ends it without a chance to say anything.
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// The bytes of all objects that are reachable, after a collection that this begins.
  public long liveHeapBytes() throws IOException, InterruptedException {
    String histogram = jcmd("GC.class_histogram");
    Matcher total = LIVE_BYTES.matcher(histogram);
    if (!total.find()) {
      throw new AssertionError("jcmd told no total:\n" + histogram);
    }
    return Long.parseLong(total.group(1));
  }

  /// How many files and sockets it has open.
  public long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid()), "fd"))) {
      return files.count();
    }
  }

  /// What it holds of the machine's memory now.
  public long residentMegabytes() throws IOException {
    String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
    Matcher resident = RESIDENT.matcher(status);
    if (!resident.find()) {
      throw new AssertionError("no VmRSS in " + status);
    }
    return Long.parseLong(resident.group(1)) / 1024;
  }

  /// What it has written, in whole lines.
  public String log() throws IOException {
    String text = new String(Files.readAllBytes(log), UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1);
  }

  /// Sends SIGTERM.
  public void terminate() {
    process.destroy();
  }

  /// The exit code, waited for.
  public int awaitExit() throws InterruptedException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("the gateway did not end within 30 s");
    }
    return process.exitValue();
  }

  /// Ends it, and sees that it has forgotten nothing that Netty counts references of.
  @Override
  public void close() throws IOException {
    try {
      if (process.isAlive()) {
        lookForLeaks();
      }
      kill();
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    if (hasLog()) {
      assertThat(log().lines().filter(line -> line.contains("LEAK: "))).isEmpty();
    }
  }

  /// What was collected is told of when the next buffer is made.
  private void lookForLeaks() throws IOException, InterruptedException {
    jcmd("GC.run");
    Matcher port = HEALTH_PORT.matcher(hasLog() ? log() : "");
    if (port.find()) {
      try {
        TestChargePoint.raw(Integer.parseInt(port.group(1)), HEALTH_REQUEST).close();
      } catch (ConnectException _) {
        // It is about to end.
      }
    }
  }

  private boolean hasLog() {
    return Files.isRegularFile(log);
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process asking =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid()), command)
            .redirectErrorStream(true)
            .start();
    String answer = new String(asking.getInputStream().readAllBytes(), US_ASCII);
    asking.waitFor();
    return answer;
  }

  private int awaitPort(Pattern pattern) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> port(pattern), port -> port > 0);
  }

  private int port(Pattern pattern) throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError("the gateway has ended:\n" + log());
    }
    Matcher matcher = pattern.matcher(log());
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
