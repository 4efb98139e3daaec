package io.ocppgateway.infra.preflight;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What builds the gateway's image.
///
/// @param program its command line, a name on the path or a path
record Docker(String program) {

  /// By which the CDK, too, is told to take Podman or Finch instead.
  private static final String VARIABLE = "CDK_DOCKER";

  private static final int PATIENCE_SECONDS = 20;

  /// What begins the line of `buildx inspect`.
  private static final String PLATFORMS = "Platforms:";

  private static final Pattern COMMA = Pattern.compile(",");

  static Docker of(Map<String, String> environment) {
    return new Docker(environment.getOrDefault(VARIABLE, "docker"));
  }

  /// What a run of it came to; the exit code is empty if it did not end in time.
  private record Outcome(OptionalInt exitCode, List<String> lines) {}

  /// Why it cannot build, and what to do.
  Optional<String> fault() {
    Outcome outcome;
    try {
      // Every one of them knows it, and cannot answer without its daemon, if it has one.
      outcome = run("ps", "--quiet");
    } catch (IOException notThere) {
      return Optional.of(
          "the gateway's image is built with Docker, and there is no '%s' on the path: install it from docs.docker.com/get-docker, or set %s to another, such as podman or finch"
              .formatted(program, VARIABLE));
    }
    if (outcome.exitCode().isEmpty()) {
      return Optional.of(
          "'%s ps' has not answered for %d s: start Docker anew"
              .formatted(program, PATIENCE_SECONDS));
    }
    if (outcome.exitCode().getAsInt() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        "the gateway's image is built with Docker, which does not answer ('%s ps' says: %s): start Docker Desktop, or the service with `sudo systemctl start docker`, and see that `docker ps` works"
            .formatted(program, outcome.lines().stream().findFirst().orElse("nothing")));
  }

  /// Why it cannot build for a platform, and what to do. Where it does not tell for which it can,
  /// it is taken to know how.
  ///
  /// @param platform such as `linux/arm64`
  Optional<String> faultOf(String platform) {
    List<String> platforms = platforms();
    if (platforms.isEmpty() || platforms.contains(platform)) {
      return Optional.empty();
    }
    return Optional.of(
        "the gateway's image is for %s, and '%s buildx inspect' tells that it builds for %s: teach it once with `%s run --privileged --rm tonistiigi/binfmt --install %s`, or choose other processors with -c architecture=ARM64 or X86_64"
            .formatted(
                platform,
                program,
                String.join(", ", platforms),
                program,
                platform.substring(platform.indexOf('/') + 1)));
  }

  /// For which it builds, itself or by emulation; empty if it does not tell.
  private List<String> platforms() {
    Outcome outcome;
    try {
      outcome = run("buildx", "inspect");
    } catch (IOException notThere) {
      return List.of();
    }
    if (outcome.exitCode().orElse(-1) != 0) {
      return List.of();
    }
    return outcome.lines().stream()
        .filter(line -> line.startsWith(PLATFORMS))
        .flatMap(line -> COMMA.splitAsStream(line.substring(PLATFORMS.length())))
        // A star marks those that were named when the builder was made.
        .map(platform -> platform.replace("*", "").strip())
        .filter(platform -> !platform.isEmpty())
        .toList();
  }

  /// @throws IOException if there is no such program
  private Outcome run(String... arguments) throws IOException {
    Path said = Files.createTempFile("docker", ".out");
    try {
      Process process =
          new ProcessBuilder(Stream.concat(Stream.of(program), Stream.of(arguments)).toList())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      OptionalInt exitCode =
          hasEnded(process) ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
      return new Outcome(
          exitCode, Files.readString(said, UTF_8).lines().filter(line -> !line.isBlank()).toList());
    } finally {
      Files.delete(said);
    }
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
}
