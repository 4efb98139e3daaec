package io.ocppgateway.local.iam;

/// A pattern of a policy: `*` stands for any characters, also none, and `?` for exactly one.
///
/// In the pattern of an ARN a wildcard stays within its segment, the part between two colons; the
/// last segment, the resource, may hold colons itself.
///
/// @see "IAM user guide, IAM JSON policy elements: Resource"
final class Wildcards {

  private static final int COLONS_BEFORE_RESOURCE = 5;

  private final String pattern;
  private final String literalStart;

  /// Index of the first character that may stand for colons: behind it all wildcards do.
  private final int resourceStart;

  private final boolean segmentsMayRunOver;

  private Wildcards(String pattern, int resourceStart, boolean segmentsMayRunOver) {
    this.pattern = pattern;
    this.resourceStart = resourceStart;
    this.segmentsMayRunOver = segmentsMayRunOver;
    int first = 0;
    while (first < pattern.length() && !isWildcard(pattern.charAt(first))) {
      first++;
    }
    literalStart = pattern.substring(0, first);
  }

  /// A pattern of a text without segments.
  static Wildcards ofText(String pattern) {
    return new Wildcards(pattern, 0, true);
  }

  /// The ARNs that a policy's `Resource` names: a `*` at the end of a segment reaches beyond it.
  static Wildcards ofResource(String pattern) {
    return new Wildcards(pattern, resourceStart(pattern), true);
  }

  /// The ARNs that a condition names: each segment is compared by itself.
  static Wildcards ofArn(String pattern) {
    return new Wildcards(pattern, resourceStart(pattern), false);
  }

  private static int resourceStart(String pattern) {
    int colons = 0;
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) == ':' && ++colons == COLONS_BEFORE_RESOURCE) {
        return i + 1;
      }
    }
    return pattern.length();
  }

  private static boolean isWildcard(char c) {
    return c == '*' || c == '?';
  }

  /// Whether the pattern stands for this text, whole and in this case.
  boolean matches(String text) {
    if (!text.startsWith(literalStart)) {
      return false;
    }
    // Element i: whether the pattern up to here stands for the first i characters of the text.
    boolean[] reached = new boolean[text.length() + 1];
    reached[literalStart.length()] = true;
    for (int i = literalStart.length(); i < pattern.length(); i++) {
      if (pattern.charAt(i) == '*') {
        stretch(reached, text, mayBeColon(i));
      } else {
        step(reached, text, i);
      }
    }
    return reached[text.length()];
  }

  private static void stretch(boolean[] reached, String text, boolean overColons) {
    for (int i = 1; i < reached.length; i++) {
      reached[i] |= reached[i - 1] && (overColons || text.charAt(i - 1) != ':');
    }
  }

  private void step(boolean[] reached, String text, int index) {
    char wanted = pattern.charAt(index);
    for (int i = reached.length - 1; i > 0; i--) {
      char found = text.charAt(i - 1);
      boolean fits = wanted == '?' ? found != ':' || index >= resourceStart : wanted == found;
      reached[i] = reached[i - 1] && fits;
    }
    reached[0] = false;
  }

  private boolean mayBeColon(int index) {
    boolean endsSegment = index + 1 == pattern.length() || pattern.charAt(index + 1) == ':';
    return index >= resourceStart || (segmentsMayRunOver && endsSegment);
  }

  @Override
  public String toString() {
    return pattern;
  }
}
