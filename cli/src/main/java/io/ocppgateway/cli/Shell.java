package io.ocppgateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/// What surrounds a command: where it writes, and the environment variables.
///
/// @param out results: what a script would read
/// @param err everything else: progress, hints, faults
/// @param ansi whether colours are wanted
/// @param environment the variables of the process
record Shell(PrintWriter out, PrintWriter err, Ansi ansi, Map<String, String> environment) {

  /// Set by `./cpo`: where the repository lies.
  private static final String ROOT = "CPO_ROOT";

  Shell {
    environment = Map.copyOf(environment);
  }

  /// The shell that started this process; in colour only if its output is a terminal and `NO_COLOR`
  /// is not set.
  static Shell ofProcess() {
    return new Shell(
        new PrintWriter(System.out, true, UTF_8),
        new PrintWriter(System.err, true, UTF_8),
        Ansi.AUTO,
        System.getenv());
  }

  /// The root of the repository whose modules are built: what `./cpo` says, else the working
  /// directory.
  Path root() {
    return Path.of(environment.getOrDefault(ROOT, "")).toAbsolutePath().normalize();
  }

  /// Text in a style of picocli (`bold`, `faint`, `cyan`), plain where colours are not wanted.
  String styled(String style, String text) {
    if (!ansi.enabled()) {
      return text;
    }
    Ansi.IStyle[] styles = Ansi.Style.parse(style);
    return Ansi.Style.on(styles) + text + Ansi.Style.off(styles);
  }

  /// Foreign text on one line: control characters, which could steer the terminal, are written as
  /// Java would write them.
  static String oneLine(String text) {
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
