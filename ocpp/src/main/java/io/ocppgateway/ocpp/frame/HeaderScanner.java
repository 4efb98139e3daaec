package io.ocppgateway.ocpp.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;

/// Reads the headers of ordinary frames at a glance: CALLs and CALLRESULTs in ASCII, sound from the
/// first byte to the last. Used once, by one thread.
///
/// Whatever is out of the ordinary (a fault, a byte beyond ASCII, an escape in the id, an exponent)
/// it leaves to [FrameReader], which knows the name of every fault. What it does read, it reads as
/// that would. It is there because every message passes it twice.
final class HeaderScanner {

  /// Deeper payloads are sound, but not ordinary.
  private static final int MAX_DEPTH = 32;

  /// Longer numbers, names and actions likewise.
  private static final int MAX_LENGTH = 256;

  private static final int NO_HEX = -1;
  private static final int ESCAPED_HEX_DIGITS = 4;

  private final byte[] text;
  private final int end;
  private int at;

  private HeaderScanner(byte[] text, int length) {
    this.text = text;
    end = length;
  }

  /// Reads the header of a frame.
  ///
  /// @param length how many of the bytes are the frame
  /// @return null if the frame is to be read properly
  static @Nullable FrameHeader scan(byte[] text, int length) {
    return new HeaderScanner(text, length).scan();
  }

  private @Nullable FrameHeader scan() {
    if (!take('[')) {
      return null;
    }
    if (take('2')) {
      return scanCall();
    }
    return take('3') ? scanResult() : null;
  }

  private @Nullable FrameHeader scanCall() {
    MessageId id = take(',') ? scanId() : null;
    if (id == null || !take(',')) {
      return null;
    }
    String action = scanPlainString();
    return action != null && take(',') && scanRest() ? new FrameHeader.Call(id, action) : null;
  }

  private @Nullable FrameHeader scanResult() {
    MessageId id = take(',') ? scanId() : null;
    return id != null && take(',') && scanRest()
        ? new FrameHeader.Answer(id, MessageType.CALL_RESULT)
        : null;
  }

  /// The payload, and nothing behind the array.
  private boolean scanRest() {
    return peek() == '{' && skipValue(0) && take(']') && peek() < 0;
  }

  private @Nullable MessageId scanId() {
    String id = scanPlainString();
    return id == null ? null : MessageId.of(id).orElse(null);
  }

  /// A string without escapes.
  private @Nullable String scanPlainString() {
    if (!take('"')) {
      return null;
    }
    int start = at;
    while (at < end && isPlain(text[at])) {
      at++;
    }
    int length = at - start;
    return length <= MAX_LENGTH && at < end && text[at++] == '"'
        ? new String(text, start, length, US_ASCII)
        : null;
  }

  private boolean skipValue(int depth) {
    return switch (peek()) {
      case '{' -> depth < MAX_DEPTH && skipMembers(depth + 1);
      case '[' -> depth < MAX_DEPTH && skipElements(depth + 1);
      case '"' -> skipString();
      case 't' -> skipWord("true");
      case 'f' -> skipWord("false");
      case 'n' -> skipWord("null");
      default -> skipNumber();
    };
  }

  private boolean skipMembers(int depth) {
    at++;
    if (take('}')) {
      return true;
    }
    do {
      int start = at;
      if (peek() != '"' || !skipString() || at - start > MAX_LENGTH || !take(':')) {
        return false;
      }
      if (!skipValue(depth)) {
        return false;
      }
    } while (take(','));
    return take('}');
  }

  private boolean skipElements(int depth) {
    at++;
    if (take(']')) {
      return true;
    }
    do {
      if (!skipValue(depth)) {
        return false;
      }
    } while (take(','));
    return take(']');
  }

  private boolean skipString() {
    at++;
    while (at < end) {
      byte character = text[at++];
      if (character == '"') {
        return true;
      }
      if (character == '\\') {
        if (!skipEscaped()) {
          return false;
        }
      } else if (!isPlain(character)) {
        return false;
      }
    }
    return false;
  }

  private boolean skipEscaped() {
    if (at >= end) {
      return false;
    }
    return switch (text[at++]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> true;
      case 'u' -> {
        int last = at + ESCAPED_HEX_DIGITS;
        while (at < end && at < last && Character.digit(text[at], 16) != NO_HEX) {
          at++;
        }
        yield at == last;
      }
      default -> false;
    };
  }

  /// A number without an exponent.
  private boolean skipNumber() {
    int start = at;
    if (at < end && text[at] == '-') {
      at++;
    }
    int firstDigit = at;
    skipDigits();
    int digits = at - firstDigit;
    if (digits == 0 || (digits > 1 && text[firstDigit] == '0')) {
      return false;
    }
    if (at < end && text[at] == '.') {
      at++;
      int firstDecimal = at;
      skipDigits();
      if (at == firstDecimal) {
        return false;
      }
    }
    return at - start <= MAX_LENGTH;
  }

  private void skipDigits() {
    while (at < end && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
  }

  private boolean skipWord(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (at >= end || text[at++] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Takes a character of JSON's own, if it is the next one behind any white space.
  private boolean take(char wanted) {
    if (peek() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  /// The next byte behind any white space, -1 at the end.
  private int peek() {
    while (at < end
        && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
      at++;
    }
    return at < end ? text[at] & 0xFF : -1;
  }

  /// Printable ASCII that stands for itself in a string.
  private static boolean isPlain(byte character) {
    return character >= ' ' && character != '"' && character != '\\';
  }
}
