package io.ocppgateway.bench.candidate;

import io.ocppgateway.bench.machine.PinnedProcess;
import io.ocppgateway.bench.machine.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

/// What candidates are started with.
///
/// @param gateway the image's command, with this JDK
/// @param relay the C relay, compiled
/// @param imageDirectory what is in the image's working directory, and the command's too
public record Programs(
    Path taskset, Path haProxy, Path relay, List<String> gateway, Path imageDirectory) {

  private static final Path RELAY_SOURCE = Path.of("bench/src/main/c/relay.c");
  private static final Path IMAGE = Path.of("gateway/src/main/docker");
  private static final Path JAR = Path.of("gateway/target/gateway.jar");

  /// Finds and makes them.
  ///
  /// @param root of the repository
  /// @param path the value of PATH
  /// @param work where things are made
  /// @throws IllegalStateException if something is not installed; it tells of all that is missing
  public static Programs prepare(Path root, String path, Path work) {
    List<String> missing =
        Arrays.stream(Tool.values())
            .filter(tool -> tool.find(path).isEmpty())
            .map(Tool::advice)
            .toList();
    if (!missing.isEmpty()) {
      throw new IllegalStateException(String.join("\n", missing));
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new Programs(
        Tool.TASKSET.find(path).orElseThrow(),
        Tool.HAPROXY.find(path).orElseThrow(),
        compileRelay(root, Tool.CC.find(path).orElseThrow(), work),
        ImageCommand.read(root.resolve(IMAGE).resolve("Dockerfile"), java),
        makeImageDirectory(root, java, work));
  }

  /// The same command without the AOT cache.
  List<String> gatewayWithoutCache() {
    return gateway.stream().filter(argument -> !argument.startsWith("-XX:AOTCache=")).toList();
  }

  /// Compiles the relay.
  ///
  /// @return the program
  public static Path compileRelay(Path root, Path cc, Path work) {
    Path relay = work.resolve("relay");
    PinnedProcess.run(
        List.of(
            cc.toString(), "-O2", "-o", relay.toString(), root.resolve(RELAY_SOURCE).toString()),
        work);
    return relay;
  }

  /// What the image's working directory holds, its AOT cache made as the image's is.
  private static Path makeImageDirectory(Path root, Path java, Path work) {
    Path directory = work.resolve("image");
    Path cache = directory.resolve("gateway.aot");
    try {
      Files.createDirectories(directory);
      boolean changed = update(root.resolve(JAR), directory);
      for (String file : List.of("jvm.options", "rehearse")) {
        changed |= update(root.resolve(IMAGE).resolve(file), directory);
      }
      if (changed || !Files.exists(cache)) {
        PinnedProcess.run(List.of("sh", "./rehearse", java.toString()), directory);
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot copy what the image holds; build %s first".formatted(JAR), e);
    }
  }

  /// The cache fits a jar of the same time only: what is the same stays as it is.
  private static boolean update(Path source, Path directory) throws IOException {
    Path copy = directory.resolve(source.getFileName());
    if (Files.exists(copy) && Files.mismatch(source, copy) < 0) {
      return false;
    }
    Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
    return true;
  }
}
