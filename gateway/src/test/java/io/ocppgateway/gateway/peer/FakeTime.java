package io.ocppgateway.gateway.peer;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Another time of day for a process, which can be set while it runs, by libfaketime. How long
/// something lasts is not its business, nor is it a clock's that somebody sets.
///
/// Where it is not installed the test is skipped, but on CI it fails.
///
/// @param library that is loaded into the process
/// @param offset file with the seconds by which its clock is wrong
public record FakeTime(Path library, Path offset) {

  private static final Path LIBRARIES = Path.of("/usr/lib");

  /// One that is right until it is set.
  public static FakeTime in(Path directory) throws IOException {
    FakeTime time = new FakeTime(installed(), directory.resolve("faketime"));
    time.set(Duration.ZERO);
    return time;
  }

  /// What the process has to be started with.
  public Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD",
        library.toString(),
        "FAKETIME_TIMESTAMP_FILE",
        offset.toString(),
        "FAKETIME_CACHE_DURATION",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1");
  }

  /// Sets the clock; a second later it is so.
  ///
  /// @param wrong how far it is from the right time
  public void set(Duration wrong) throws IOException {
    Path next = offset.resolveSibling("faketime.next");
    Files.writeString(next, "%+d\n".formatted(wrong.toSeconds()));
    Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path installed() throws IOException {
    try (Stream<Path> files =
        Files.find(LIBRARIES, 3, (file, _) -> file.endsWith("faketime/libfaketimeMT.so.1"))) {
      Optional<Path> library = files.findFirst();
      if (library.isEmpty()) {
        String notice = "libfaketime is not there; install Debian's package faketime";
        if (System.getenv("CI") != null) {
          fail(notice);
        }
        Assumptions.abort(notice);
      }
      return library.orElseThrow();
    }
  }
}
