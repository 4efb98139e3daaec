package io.ocppgateway.cli;

import io.ocppgateway.cli.shell.CommandFailure;
import io.ocppgateway.cli.shell.Shell;
import io.ocppgateway.local.synth.Synth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `cpo synth`: writes the template.
@Command(
    name = "synth",
    description = "Synthesizes the stack into cdk.out and prints that path.",
    mixinStandardHelpOptions = true)
final class SynthCommand implements Runnable {

  private final Shell shell;

  @Mixin private final ContextOptions context = new ContextOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description =
          "Where to write, replacing an earlier result. Default: cdk.out in the repository.")
  private @Nullable Path output;

  SynthCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    Path root = shell.root();
    Path directory = output == null ? root.resolve("cdk.out") : output.toAbsolutePath().normalize();
    Path assembly =
        new Synth(root, shell.environment(), shell.err()::println).synthesize(context.values());
    try {
      replace(directory, assembly);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    shell.out().println(directory);
  }

  /// Only what is a cloud assembly, or empty, is replaced: a mistyped path costs nothing.
  private static void replace(Path directory, Path assembly) throws IOException {
    if (Files.exists(directory)) {
      if (!Files.exists(directory.resolve("manifest.json")) && !isEmptyDirectory(directory)) {
        throw new CommandFailure(
            "%s is no earlier result (it has no manifest.json), so it is not replaced; choose another with --output"
                .formatted(directory));
      }
      delete(directory);
    }
    try (Stream<Path> all = Files.walk(assembly)) {
      for (Path source : (Iterable<Path>) all::iterator) {
        Files.copy(source, directory.resolve(assembly.relativize(source).toString()));
      }
    }
  }

  private static boolean isEmptyDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (Stream<Path> children = Files.list(directory)) {
      return children.findAny().isEmpty();
    }
  }

  private static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException fault)
              throws IOException {
            Files.delete(emptied);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
