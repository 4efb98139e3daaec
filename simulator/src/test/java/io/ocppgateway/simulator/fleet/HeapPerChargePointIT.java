package io.ocppgateway.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a charge point may take, measured in a process of its own that runs as `./cpo` does.
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class HeapPerChargePointIT {

  private static final int SIZE = 2000;
  private static final long ALLOWED_BYTES = 8 * 1024;

  @Test
  void idleChargePointTakesNoMoreThanEightKibibytesAllInAll() throws IOException {
    Process centralSystem = java(CountingCentralSystem.class);
    try {
      String url = centralSystem.inputReader().readLine();

      Process fleet = java(HeapPerChargePoint.class, url, Integer.toString(SIZE));
      String bytes = fleet.inputReader().readLine();

      assertThat(bytes).as("the last line of the fleet").matches("\\d+");
      assertThat(Long.parseLong(bytes)).isLessThanOrEqualTo(ALLOWED_BYTES);
    } finally {
      centralSystem.destroy();
    }
  }

  private static Process java(Class<?> main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
