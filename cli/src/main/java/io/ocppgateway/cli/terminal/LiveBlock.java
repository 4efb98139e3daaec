package io.ocppgateway.cli.terminal;

import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Pattern;

/// Lines at the end of a terminal that are redrawn in place. Used by one thread.
///
/// The cursor stands below the lines between two drawings, so that whatever else is printed, or the
/// end of the process, finds the terminal in order. Lines are cut to the terminal's width; where it
/// has become narrower since, the terminal has wrapped what stood there, and so many more rows are
/// taken back.
public final class LiveBlock {

  private static final Pattern STYLE = Pattern.compile("\u001B\\[[0-9;]*m");
  private static final String STYLE_END = "\u001B[0m";
  private static final char LINE_STARTS_UP = 'F';
  private static final String CLEAR_LINE_END = "\u001B[K";
  private static final String CLEAR_BELOW = "\u001B[J";

  private final PrintWriter out;
  private List<Integer> drawnWidths = List.of();

  /// @param out the terminal
  public LiveBlock(PrintWriter out) {
    this.out = out;
  }

  /// Draws lines where the last ones stood.
  ///
  /// @param lines may hold colours and styles, but nothing else that is not printed
  /// @param columns of the terminal now
  public void draw(List<String> lines, int columns) {
    StringBuilder text = new StringBuilder();
    int rows = drawnWidths.stream().mapToInt(width -> rows(width, columns)).sum();
    if (rows > 0) {
      text.append("\u001B[").append(rows).append(LINE_STARTS_UP);
    }
    // A row that is full to its last column leaves some terminals in doubt where the cursor is.
    List<String> cut = lines.stream().map(line -> cut(line, columns - 1)).toList();
    cut.forEach(line -> text.append(line).append(CLEAR_LINE_END).append('\n'));
    text.append(CLEAR_BELOW);
    out.print(text);
    out.flush();
    drawnWidths = cut.stream().map(LiveBlock::width).toList();
  }

  /// What stands there stays: the next drawing begins below whatever is printed until then.
  public void leave() {
    drawnWidths = List.of();
  }

  private static int rows(int width, int columns) {
    return Math.max(1, Math.ceilDiv(width, Math.max(1, columns)));
  }

  private static int width(String line) {
    String plain = STYLE.matcher(line).replaceAll("");
    return plain.codePointCount(0, plain.length());
  }

  /// The line's first characters; its styles take no room.
  private static String cut(String line, int columns) {
    if (width(line) <= columns) {
      return line;
    }
    StringBuilder kept = new StringBuilder();
    int room = Math.max(0, columns);
    var style = STYLE.matcher(line);
    int at = 0;
    while (at < line.length() && room > 0) {
      if (style.region(at, line.length()).lookingAt()) {
        kept.append(style.group());
        at = style.end();
      } else {
        int character = line.codePointAt(at);
        kept.appendCodePoint(character);
        at += Character.charCount(character);
        room--;
      }
    }
    return kept.indexOf("\u001B") < 0 ? kept.toString() : kept.append(STYLE_END).toString();
  }
}
