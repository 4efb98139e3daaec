package io.ocppgateway.infra.preflight;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What builds the gateway's image.
///
/// @param program its command line, a name on the path or a path
record Docker(String program) {

  /// By which the CDK, too, is told to take Podman or Finch instead.
  private static final String VARIABLE = "CDK_DOCKER";

  private static final int PATIENCE_SECONDS = 20;

  static Docker of(Map<String, String> environment) {
    return new Docker(environment.getOrDefault(VARIABLE, "docker"));
  }

  /// Why it cannot build, and what to do.
  Optional<String> fault() {
    try {
      Path said = Files.createTempFile("docker", ".out");
      try {
        return fault(said);
      } finally {
        Files.delete(said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> fault(Path said) throws IOException {
    Process process;
    try {
      process =
          // Every one of them knows it, and cannot answer without its daemon, if it has one.
          new ProcessBuilder(program, "ps", "--quiet")
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
    } catch (IOException notThere) {
      return Optional.of(
          "the gateway's image is built with Docker, and there is no '%s' on the path: install it from docs.docker.com/get-docker, or set %s to another, such as podman or finch"
              .formatted(program, VARIABLE));
    }
    if (!hasEnded(process)) {
      return Optional.of(
          "'%s ps' has not answered for %d s: start Docker anew"
              .formatted(program, PATIENCE_SECONDS));
    }
    if (process.exitValue() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        "the gateway's image is built with Docker, which does not answer ('%s ps' says: %s): start Docker Desktop, or the service with `sudo systemctl start docker`, and see that `docker ps` works"
            .formatted(program, firstLine(said)));
  }

  private static boolean hasEnded(Process process) {
    try {
      if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    return false;
  }

  private static String firstLine(Path said) throws IOException {
    return Files.readString(said, UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("nothing");
  }
}
