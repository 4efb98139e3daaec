import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Holds every Java file to google-java-format: `--check` lists the files that differ and fails,
/// `--apply` rewrites them.
///
/// A program of its own because Maven's plugins run in Maven's JVM, which may be a JDK 17, and the
/// formatter needs a newer one.
final class Format {

  private static final Set<String> SKIPPED =
      Set.of("target", "node_modules", ".git", "cdk.out", ".cpo");

  public static void main(String[] args) throws IOException {
    boolean apply = args[0].equals("--apply");
    Path root = Path.of(args[1]).normalize();
    List<Path> differing = sources(root).filter(file -> differs(file, apply)).toList();
    if (!differing.isEmpty() && !apply) {
      System.err.println("Not formatted (mend with `./cpo format`):");
      differing.forEach(file -> System.err.println("  " + root.relativize(file)));
      System.exit(1);
    }
    differing.forEach(file -> System.out.println("formatted " + root.relativize(file)));
  }

  private static Stream<Path> sources(Path directory) {
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList().stream()
          .flatMap(child -> {
            if (Files.isDirectory(child)) {
              return SKIPPED.contains(child.getFileName().toString())
                  ? Stream.empty()
                  : sources(child);
            }
            return child.toString().endsWith(".java") ? Stream.of(child) : Stream.empty();
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean differs(Path file, boolean apply) {
    try {
      String source = Files.readString(file);
      String imports =
          ImportOrderer.reorderImports(
              RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.GOOGLE);
      String formatted = new Formatter().formatSource(imports);
      if (formatted.equals(source)) {
        return false;
      }
      if (apply) {
        Files.writeString(file, formatted);
      }
      return true;
    } catch (FormatterException e) {
      throw new IllegalStateException(file + " does not parse: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
