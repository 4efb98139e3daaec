package io.ocppgateway.bench.candidate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// How the container starts the gateway, so that what is measured is what runs.
final class ImageCommand {

  private static final String ENTRYPOINT = "ENTRYPOINT ";

  private ImageCommand() {}

  /// The command of a Dockerfile, with a java of our own.
  ///
  /// @throws IllegalArgumentException if there is none that begins with java
  static List<String> read(Path dockerfile, Path java) {
    try {
      return parse(Files.readString(dockerfile), java);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the image's command", e);
    }
  }

  static List<String> parse(String dockerfile, Path java) {
    String joined = dockerfile.replace("\\\n", " ");
    List<String> command =
        joined
            .lines()
            .filter(line -> line.startsWith(ENTRYPOINT))
            .findFirst()
            .map(line ->
                JsonMapper.shared()
                    .readValue(
                        line.substring(ENTRYPOINT.length()), new TypeReference<List<String>>() {}))
            .orElse(List.of());
    if (command.isEmpty() || !command.getFirst().equals("java")) {
      throw new IllegalArgumentException(
          "the Dockerfile's ENTRYPOINT is no list that begins with java: " + command);
    }
    return Stream.concat(Stream.of(java.toString()), command.stream().skip(1)).toList();
  }
}
