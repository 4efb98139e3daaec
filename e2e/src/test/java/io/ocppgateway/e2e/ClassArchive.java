package io.ocppgateway.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The classes of a program as a JVM holds them, in a file: whoever starts that program again has
/// them from there, for half of the processor's time. A hundred starts are what these tests do.
///
/// @param options that a JVM needs to use it
record ClassArchive(List<String> options) {

  /// Copies.
  ClassArchive {
    options = List.copyOf(options);
  }

  /// That of the classes which a command loads, whatever comes of the command.
  ///
  /// @param file is written anew
  /// @param jvm java and its options
  /// @param program from the class path on, in jars alone
  static ClassArchive make(Path file, List<String> jvm, List<String> program) {
    List<String> command = new ArrayList<>(jvm);
    command.add("-XX:ArchiveClassesAtExit=" + file);
    command.addAll(program);
    new Command(command, Map.of(), Path.of("")).run();
    // Without one, programs only start more slowly.
    return new ClassArchive(
        Files.isRegularFile(file)
            ? List.of("-XX:SharedArchiveFile=" + file, "-Xlog:cds=off")
            : List.of());
  }
}
