package io.ocppgateway.cli.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ocppgateway.cli.terminal.Stopping;
import io.ocppgateway.cli.terminal.Styles;
import io.ocppgateway.cli.terminal.Terminal;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/// What surrounds a command: where it reads and writes, the environment variables, and who ends it.
///
/// @param in what is typed or piped in
/// @param out results: what a script would read
/// @param err everything else: progress, hints, faults
/// @param ansi whether colours are wanted
/// @param environment the variables of the process
/// @param terminal that `err` writes to, or none
/// @param stopping tells when the process shall end
public record Shell(
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    Ansi ansi,
    Map<String, String> environment,
    Terminal terminal,
    Stopping stopping) {

  /// Set by `./cpo`: where the repository lies.
  private static final String ROOT = "CPO_ROOT";

  /// Copies the environment.
  public Shell {
    environment = Map.copyOf(environment);
  }

  /// The shell that started this process; in colour only if its output is a terminal and `NO_COLOR`
  /// is not set.
  public static Shell ofProcess() {
    return new Shell(
        System.in,
        new PrintWriter(System.out, true, UTF_8),
        new PrintWriter(System.err, true, UTF_8),
        Ansi.AUTO,
        System.getenv(),
        Terminal.ofStandardError(System.getenv()),
        new Stopping());
  }

  /// The root of the repository whose modules are built: what `./cpo` says, else the working
  /// directory.
  public Path root() {
    return Path.of(environment.getOrDefault(ROOT, "")).toAbsolutePath().normalize();
  }

  /// Text in a style of picocli (`bold`, `faint`, `cyan`), plain where colours are not wanted.
  public String styled(String style, String text) {
    return Styles.styled(ansi, style, text);
  }

  /// Foreign text on one line: control characters, which could steer the terminal, are written as
  /// Java would write them.
  public static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> {
          if (Character.isISOControl(c)) {
            line.append("\\u%04X".formatted((int) c));
          } else {
            line.append(c);
          }
        }
      }
    }
    return line.toString();
  }
}
