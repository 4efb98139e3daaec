package io.ocppgateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/// Where a command writes.
///
/// @param out results: what a script would read
/// @param err everything else: progress, hints, faults
/// @param ansi whether colours are wanted
record Terminal(PrintWriter out, PrintWriter err, Ansi ansi) {

  /// The terminal of this process; in colour only if it is one and `NO_COLOR` is not set.
  static Terminal ofProcess() {
    return new Terminal(
        new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8), Ansi.AUTO);
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
