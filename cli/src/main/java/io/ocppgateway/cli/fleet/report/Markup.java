package io.ocppgateway.cli.fleet.report;

/// Text for HTML and SVG: what is not ours is escaped, so that no identity, cause or URL becomes
/// markup.
final class Markup {

  private Markup() {}

  /// Text, for content and for attributes in double quotes.
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            default -> escaped.appendCodePoint(Character.isISOControl(c) ? '\uFFFD' : c);
          }
        });
    return escaped.toString();
  }
}
