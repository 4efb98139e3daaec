package io.ocppgateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// A copy of what is built in the checkout, as far as the CDK app reads it, with changed sources
/// compiled into it as the build would: all of lint's warnings are errors.
///
/// @param root of the copy
record ExtendedRepository(Path root) {

  private static final String PLACE = "    // Your lines.\n";
  private static final String JAR = "lambdas/target/lambdas.jar";
  private static final String APP = "infra/target/classes";
  private static final String APP_CLASS_PATH = "infra/target/runtime-classpath";

  /// Source code.
  ///
  /// @param path from the root of the repository
  record Source(String path, String text) {}

  /// Makes the copy.
  static ExtendedRepository in(Path root) {
    for (String part : List.of("cdk.json", JAR, APP, APP_CLASS_PATH)) {
      copy(Repository.file(part), root.resolve(part));
    }
    unchecked(() -> Files.createDirectories(root.resolve("gateway/target")));
    unchecked(() ->
        Files.createSymbolicLink(
            root.resolve("gateway/target/image"), Repository.file("gateway/target/image")));
    return new ExtendedRepository(root);
  }

  /// Adds a class to the jar of the Lambdas.
  void add(Source source) {
    Path classes = root.resolve("added-classes");
    compile(source, Repository.file(JAR).toString(), classes);
    URI jar = URI.create("jar:" + root.resolve(JAR).toUri());
    try (FileSystem archive = FileSystems.newFileSystem(jar, Map.of());
        Stream<Path> added = Files.walk(classes)) {
      for (Path file : added.filter(Files::isRegularFile).toList()) {
        Files.copy(file, archive.getPath(classes.relativize(file).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Puts lines into the place that a source of the app has for them.
  void extend(Source lines) {
    String shipped = Repository.read(lines.path());
    assertThat(shipped).as(lines.path()).containsOnlyOnce(PLACE);
    compile(
        new Source(lines.path(), shipped.replace(PLACE, lines.text())),
        root.resolve(APP) + File.pathSeparator + Repository.read(APP_CLASS_PATH).strip(),
        root.resolve(APP));
  }

  private void compile(Source source, String classPath, Path classes) {
    Path file = root.resolve(source.path());
    unchecked(() -> Files.createDirectories(file.getParent()));
    unchecked(() -> Files.createDirectories(classes));
    unchecked(() -> Files.writeString(file, source.text(), UTF_8));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                said,
                null,
                null,
                // What the jar's own dependencies are annotated with is not aboard.
                List.of(
                    "-Xlint:all,-classfile,-processing",
                    "-Werror",
                    "-cp",
                    classPath,
                    "-d",
                    "" + classes),
                null,
                compiler.getStandardFileManager(null, null, UTF_8).getJavaFileObjects(file))
            .call();
    assertThat(compiled).as("%s%n%s", source.path(), said).isTrue();
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        if (!Files.isDirectory(file)) {
          Files.copy(file, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An action on files.
  private interface OnFiles {
    Path run() throws IOException;
  }

  private static void unchecked(OnFiles action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
