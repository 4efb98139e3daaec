package io.ocppgateway.ocpp.registration;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HexFormat;

/// A charge point's password, byte for byte as it is sent; never to be logged.
///
/// A 1.6 charge point is given its `AuthorizationKey` as hexadecimal digits. It should send the
/// bytes that they stand for; many send the digits. Both are the same password here, in either
/// case: [#canonical].
///
/// @see "OCPP-J 1.6 §6.2.1; OCPP 2.0.1 Part 2 A00.FR.205"
public final class Password {

  /// The fewest bytes of a password.
  public static final int MIN_BYTES = 16;

  /// The most bytes of a password.
  public static final int MAX_BYTES = 40;

  /// A shorter text of hexadecimal digits is a password as it stands.
  private static final int MIN_HEX_DIGITS = 32;

  private final byte[] bytes;

  private Password(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A password as it came. Any bytes, also none: whether it is the right one, its hash tells.
  public static Password of(byte[] bytes) {
    return new Password(bytes.clone());
  }

  /// A password that an operator gives to a charge point.
  ///
  /// @throws IllegalArgumentException if OCPP does not allow its length; the message does not tell
  ///   it
  public static Password given(byte[] bytes) {
    if (bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "the password has %d bytes; allowed are %d to %d"
              .formatted(bytes.length, MIN_BYTES, MAX_BYTES));
    }
    return of(bytes);
  }

  /// What is hashed: the bytes that 32 to 40 hexadecimal digits stand for, all else as it is.
  byte[] canonical() {
    boolean mayBeHex =
        bytes.length >= MIN_HEX_DIGITS && bytes.length <= MAX_BYTES && bytes.length % 2 == 0;
    for (int i = 0; mayBeHex && i < bytes.length; i++) {
      mayBeHex = HexFormat.isHexDigit(bytes[i]);
    }
    return mayBeHex ? HexFormat.of().parseHex(new String(bytes, US_ASCII)) : bytes;
  }

  /// Nothing of it.
  @Override
  public String toString() {
    return "Password[redacted]";
  }
}
