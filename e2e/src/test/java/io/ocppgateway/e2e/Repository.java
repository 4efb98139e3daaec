package io.ocppgateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The checkout that the tests run in.
public final class Repository {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private Repository() {}

  /// The folder that holds all modules.
  public static Path root() {
    return ROOT;
  }

  /// A file below the root.
  public static Path file(String path) {
    return ROOT.resolve(path);
  }

  /// The text of a file below the root.
  public static String read(String path) {
    return read(file(path));
  }

  /// The text of a file. Of one that is being written, all that makes whole characters.
  public static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The files with an ending that lie directly in a folder below the root.
  static Stream<Path> files(String directory, String ending) {
    try (Stream<Path> files = Files.list(file(directory))) {
      return files.filter(file -> file.toString().endsWith(ending)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All files with an ending in the source folders of all modules.
  static Stream<Path> sources(String ending) {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().contains("/src/") && file.toString().endsWith(ending))
          .filter(file -> !file.toString().contains("/node_modules/"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
