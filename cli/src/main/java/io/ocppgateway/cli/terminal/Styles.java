package io.ocppgateway.cli.terminal;

import picocli.CommandLine.Help.Ansi;

/// Colours and weights of text.
public final class Styles {

  private Styles() {}

  /// Text in a style of picocli (`bold`, `faint`, `cyan`), plain where colours are not wanted.
  ///
  /// It ends with a reset, as picocli ends bold with what many terminals take for a double
  /// underline.
  public static String styled(Ansi ansi, String style, String text) {
    return ansi.enabled()
        ? Ansi.Style.on(Ansi.Style.parse(style)) + text + Ansi.Style.reset.on()
        : text;
  }
}
