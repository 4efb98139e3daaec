package io.ocppgateway.lambdas.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The function lives in the memory that the stack gives it, with the limits that Lambda gives a
/// JVM.
@EnabledOnOs(value = OS.LINUX, disabledReason = "resident memory is read from /proc")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SmallFunctionIT {

  /// What `LiveFunction` of the stack asks for.
  private static final int MEMORY_MIB = 512;

  private static final int KIB_PER_MIB = 1_024;

  @TempDir Path directory;

  @Test
  void functionLivesInTheMemoryOfTheTemplate() throws Exception {
    try (EncryptedAws aws = new EncryptedAws(directory)) {

      Map<String, Double> figures = figures(run(aws));

      System.out.println(figures);
      // Five rounds of hundreds of events, of one, four and five requests. Nothing grows with more.
      assertThat(aws.requests()).isGreaterThan(7_000);
      assertThat(figures.get("residentMib")).isLessThan(0.75 * MEMORY_MIB);
      assertThat(figures.get("MetaspacePeakMib")).isLessThan(0.9 * 0.10 * MEMORY_MIB);
      // Far above what was measured: docs/cost.md.
      assertThat(figures.get("heartbeatCpuMillis")).isLessThan(10);
    }
  }

  private String run(EncryptedAws aws) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(limits());
    command.addAll(aws.trust());
    command.addAll(
        List.of(
            // Not the one of the tests.
            "-Dlogback.configurationFile=logback.xml",
            "-cp",
            Path.of("target", "lambdas.jar") + File.pathSeparator + Path.of("target/test-classes"),
            FunctionUnderLoad.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment(aws));
    Process process = builder.start();
    String told = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(told).isZero();
    return told;
  }

  /// As Lambda divides the memory of a function: 85 % heap, 10 % classes, 5 % code, and the first
  /// compiler only.
  private static List<String> limits() {
    int kib = MEMORY_MIB * KIB_PER_MIB;
    return List.of(
        "-XX:MaxRAM=%dk".formatted(kib),
        "-XX:MaxHeapSize=%dk".formatted(kib * 85 / 100),
        "-XX:MaxMetaspaceSize=%dk".formatted(kib * 10 / 100),
        "-XX:ReservedCodeCacheSize=%dk".formatted(kib * 5 / 100),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+ExitOnOutOfMemoryError");
  }

  private static Map<String, String> environment(EncryptedAws aws) {
    return Map.of(
        "AWS_REGION", "eu-central-1",
        "AWS_ENDPOINT_URL", aws.url(),
        "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY", "secret",
        "AWS_LAMBDA_LOG_LEVEL", "INFO",
        "PROCESSED_MESSAGES_TABLE", "Processed");
  }

  private static Map<String, Double> figures(String told) {
    Map<String, Double> figures = new TreeMap<>();
    told.lines()
        .filter(line -> line.matches("\\w+=[0-9.]+"))
        .map(line -> line.split("=", -1))
        .forEach(parts -> figures.put(parts[0], Double.valueOf(parts[1])));
    return figures;
  }
}
