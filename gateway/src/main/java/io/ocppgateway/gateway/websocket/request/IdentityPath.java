package io.ocppgateway.gateway.websocket.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.ocppgateway.ocpp.ChargePointId;
import java.io.ByteArrayOutputStream;
import java.util.regex.Pattern;

/// The identity that ends the path of a request.
///
/// It is the last segment that is not empty, percent-decoded byte for byte; a plus is a plus.
/// Whatever stands before it is passed over: installers and firmwares add prefixes and slashes.
///
/// @see "OCPP-J 1.6 §3.1.1; RFC 3986 §2.1; RFC 9112 §3.2.2"
sealed interface IdentityPath {

  /// The path names a charge point.
  record Found(ChargePointId id) implements IdentityPath {}

  /// The path names none.
  record Missing(String why) implements IdentityPath {}

  /// The path names one that could not be registered: its thing name would be longer than AWS
  /// allows.
  record TooLong(String why) implements IdentityPath {}

  /// The path is no valid path.
  record Malformed(String why) implements IdentityPath {}

  /// Some firmwares send the whole URL in the request line.
  Pattern ABSOLUTE_FORM = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*://[^/?]*");

  /// Reads a request target.
  ///
  /// @param target one character for each byte of the request line
  static IdentityPath of(String target) {
    String path = ABSOLUTE_FORM.matcher(target).replaceFirst("");
    int query = path.indexOf('?');
    String segment = lastSegment(query < 0 ? path : path.substring(0, query));
    if (segment.isEmpty()) {
      return new Missing("the path ends in no charge point identity; expected /{identity}");
    }
    ByteArrayOutputStream identity = new ByteArrayOutputStream(segment.length());
    byte[] bytes = segment.getBytes(ISO_8859_1);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        identity.write(bytes[i]);
        continue;
      }
      int high = i + 1 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        return new Malformed("a % in the path is not followed by two hexadecimal digits");
      }
      identity.write((high << 4) | low);
      i += 2;
    }
    return ChargePointId.ofIdentity(identity.toByteArray())
        .<IdentityPath>map(Found::new)
        .orElseGet(() -> new TooLong(tooLong(segment)));
  }

  private static String tooLong(String segment) {
    return "the charge point identity is too long: its %d characters make a thing name of more than %d"
        .formatted(segment.length(), ChargePointId.MAX_THING_NAME_LENGTH);
  }

  private static String lastSegment(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }
}
