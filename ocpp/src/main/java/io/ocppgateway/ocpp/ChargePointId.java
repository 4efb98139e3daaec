package io.ocppgateway.ocpp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// Which charge point: the identity that ends the URL of its connection, held as its thing name.
///
/// OCPP identities may hold characters that AWS IoT thing names (`[a-zA-Z0-9:_-]`, at most 128) and
/// MQTT topics may not. Each byte of the identity outside `[a-zA-Z0-9_-]` is written `:XX` in
/// upper-case hexadecimal: `DE*ABC*E1` has the thing name `DE:2AABC:2AE1`, `CP1` is `CP1`. The form
/// is reversible byte for byte, and two identities never share a thing name. An identity whose
/// thing name would be longer than 128 characters cannot be held.
///
/// @param thingName the identity in its reversible form; MQTT client id, first topic level and key
///   of every table
/// @see "OCPP-J 1.6 §3.1.1; OCPP 2.0.1 Part 4 §3.1.1; AWS IoT API CreateThing"
public record ChargePointId(String thingName) {

  /// The longest thing name that AWS IoT takes, in characters.
  public static final int MAX_THING_NAME_LENGTH = 128;

  private static final String HEX = "0123456789ABCDEF";

  /// Holds a thing name in its canonical form.
  ///
  /// @throws IllegalArgumentException if it is not the thing name of any identity
  public ChargePointId {
    if (!isCanonical(thingName)) {
      throw new IllegalArgumentException(
          "not the thing name of a charge point: '%s'; allowed are 1 to %d characters of a-z A-Z 0-9 _ - and :XX for any other byte"
              .formatted(thingName, MAX_THING_NAME_LENGTH));
    }
  }

  /// The charge point with this identity, empty if the identity is empty or too long to be a thing
  /// name.
  public static Optional<ChargePointId> ofIdentity(String identity) {
    return ofIdentity(identity.getBytes(UTF_8));
  }

  /// The charge point with this identity as its bytes stood in the URL, percent-decoded.
  public static Optional<ChargePointId> ofIdentity(byte[] identity) {
    StringBuilder name = new StringBuilder(identity.length);
    for (byte b : identity) {
      if (isPlain((char) (b & 0xFF))) {
        name.append((char) b);
      } else {
        name.append(':').append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
      }
    }
    if (name.isEmpty() || name.length() > MAX_THING_NAME_LENGTH) {
      return Optional.empty();
    }
    return Optional.of(new ChargePointId(name.toString()));
  }

  /// The charge point with this thing name, empty if no identity has it.
  public static Optional<ChargePointId> ofThingName(String thingName) {
    return isCanonical(thingName) ? Optional.of(new ChargePointId(thingName)) : Optional.empty();
  }

  /// The identity as the charge point gave it. Bytes that are not UTF-8 read as U+FFFD.
  public String identity() {
    return new String(identityBytes(), UTF_8);
  }

  /// The identity as the charge point gave it, byte for byte.
  public byte[] identityBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(thingName.length());
    for (int i = 0; i < thingName.length(); i++) {
      char c = thingName.charAt(i);
      if (c == ':') {
        bytes.write(Integer.parseInt(thingName, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }

  /// For people: the identity, or the thing name where the identity could forge a line of a log.
  @Override
  public String toString() {
    String identity = identity();
    return identity.codePoints().allMatch(ChargePointId::isPrintable) ? identity : thingName;
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> codePoint != 0xFFFD;
    };
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }

  private static boolean isCanonical(String name) {
    if (name.isEmpty() || name.length() > MAX_THING_NAME_LENGTH) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) == ':') {
        if (i + 2 >= name.length() || !isEscapedByte(name.charAt(i + 1), name.charAt(i + 2))) {
          return false;
        }
        i += 2;
      } else if (!isPlain(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEscapedByte(char high, char low) {
    int highNibble = HEX.indexOf(high);
    int lowNibble = HEX.indexOf(low);
    return highNibble >= 0 && lowNibble >= 0 && !isPlain((char) ((highNibble << 4) | lowNibble));
  }
}
