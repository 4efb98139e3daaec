package io.ocppgateway.bench.machine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A program that a measurement needs and this project does not bring.
public enum Tool {
  /// The C compiler.
  CC("cc", "gcc and libc6-dev"),
  /// The proxy that the gateway is compared with.
  HAPROXY("haproxy", "haproxy"),
  /// Binds processes to cores.
  TASKSET("taskset", "util-linux");

  /// Where servers are, which is not on everybody's PATH.
  private static final List<String> BESIDE_PATH = List.of("/usr/sbin", "/usr/local/sbin", "/sbin");

  private final String program;
  private final String packages;

  Tool(String program, String packages) {
    this.program = program;
    this.packages = packages;
  }

  /// Where it is, if it is anywhere.
  ///
  /// @param path the value of PATH
  public Optional<Path> find(String path) {
    return Stream.concat(
            Arrays.stream(path.split(File.pathSeparator, -1)).filter(entry -> !entry.isEmpty()),
            BESIDE_PATH.stream())
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// What to do where it is missing.
  public String advice() {
    return "%s is not installed; on Debian and Ubuntu: apt-get install %s"
        .formatted(program, packages);
  }
}
