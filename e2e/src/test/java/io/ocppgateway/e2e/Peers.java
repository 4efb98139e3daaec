package io.ocppgateway.e2e;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Programs by others that tests talk to. Where one is missing the test is skipped, and fails on CI
/// if CI can have it.
public final class Peers {

  private Peers() {}

  /// A file of a package that npm installs in the repository.
  public static String ofNpm(String path) {
    Path file = Repository.file("node_modules").resolve(path);
    if (!Files.exists(file)) {
      failOnCi(file + " is not there; install it with npm ci");
    }
    return file.toString();
  }

  /// A program that every Debian has.
  public static String ofDebian(String program, String debianPackage) {
    if (!isOnPath(program)) {
      failOnCi("%s is not there; install Debian's package %s".formatted(program, debianPackage));
    }
    return program;
  }

  /// The library of Debian's package faketime, which gives a process another time of day.
  static String faketime() throws IOException {
    try (Stream<Path> files =
        Files.find(
            Path.of("/usr/lib"), 3, (file, _) -> file.endsWith("faketime/libfaketimeMT.so.1"))) {
      Optional<Path> library = files.findFirst();
      if (library.isEmpty()) {
        failOnCi("libfaketime is not there; install Debian's package faketime");
      }
      return library.orElseThrow().toString();
    }
  }

  /// A test that starts containers needs what only root may do.
  public static void requireRoot() {
    if (!"root".equals(System.getProperty("user.name"))) {
      failOnCi("containers are started by root only; run as root");
    }
  }

  /// A program that not every system has a package of.
  static String ofOthers(String program) {
    Assumptions.assumeTrue(isOnPath(program), program + " is not there");
    return program;
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  private static void failOnCi(String notice) {
    if (System.getenv("CI") != null) {
      fail(notice);
    }
    Assumptions.abort(notice);
  }
}
