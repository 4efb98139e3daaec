package io.ocppgateway.local.synth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A CDK app as a Java program, with everything that its template depends on.
///
/// @param root the repository's root, the working directory of the app
/// @param mainClass the app
/// @param classPath what it runs from
/// @param inputs files and directories that it reads beside its class path and the context files;
///   one that is missing is left to the app to complain about
record SynthApp(Path root, String mainClass, List<Path> classPath, List<Path> inputs) {

  SynthApp {
    classPath = List.copyOf(classPath);
    inputs = List.copyOf(inputs);
  }

  /// The app of this repository.
  ///
  /// @throws SynthException if it is not built
  static SynthApp ofRepository(Path root) {
    Path infra = root.resolve("infra/target");
    Path dependencies = infra.resolve("runtime-classpath");
    try {
      Stream<Path> jars =
          Stream.of(Files.readString(dependencies, UTF_8).strip().split(File.pathSeparator))
              .map(Path::of);
      return new SynthApp(
          root,
          "io.ocppgateway.infra.App",
          Stream.concat(Stream.of(infra.resolve("classes")), jars).toList(),
          List.of(
              root.resolve("lambdas/target/lambdas.jar"), root.resolve("gateway/target/image")));
    } catch (IOException e) {
      throw new SynthException(
          "the CDK app is not built: %s cannot be read; build with `mvn -DskipTests package`"
              .formatted(dependencies),
          e);
    }
  }

  /// The command that starts it on the JDK that runs this.
  List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()),
        mainClass);
  }
}
