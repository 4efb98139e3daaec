package io.ocppgateway.ocpp.registration;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/// A password as it is kept: the HMAC-SHA-256 of a salt and the password under the [Pepper].
///
/// A hash that is quick to compute: OCPP's passwords are random and long, and a fleet that comes
/// back shall not wait for its hashes. Its text is `hmac-sha256$SALT$HMAC` in base64.
public final class PasswordHash {

  private static final String SCHEME = "hmac-sha256";
  private static final int SALT_BYTES = 16;
  private static final int HMAC_BYTES = 32;

  private final byte[] salt;
  private final byte[] hmac;

  private PasswordHash(byte[] salt, byte[] hmac) {
    this.salt = salt;
    this.hmac = hmac;
  }

  /// Hashes a password with a new salt.
  public static PasswordHash of(Password password, Pepper pepper, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return new PasswordHash(salt, pepper.sign(salt, password.canonical()));
  }

  /// Reads what [#text] wrote.
  ///
  /// @throws IllegalArgumentException if it is something else
  public static PasswordHash parse(String text) {
    String[] parts = text.split("\\$", -1);
    if (parts.length == 3 && parts[0].equals(SCHEME)) {
      byte[] salt = Base64.getDecoder().decode(parts[1]);
      byte[] hmac = Base64.getDecoder().decode(parts[2]);
      if (salt.length == SALT_BYTES && hmac.length == HMAC_BYTES) {
        return new PasswordHash(salt, hmac);
      }
    }
    throw new IllegalArgumentException(
        "no password hash; expected %s$SALT$HMAC, %d and %d bytes in base64"
            .formatted(SCHEME, SALT_BYTES, HMAC_BYTES));
  }

  /// Whether it is the hash of a password. Takes the same time whether it is or not.
  public boolean isOf(Password password, Pepper pepper) {
    return MessageDigest.isEqual(hmac, pepper.sign(salt, password.canonical()));
  }

  /// What is written into the charge point's item.
  public String text() {
    Base64.Encoder base64 = Base64.getEncoder();
    return String.join("$", SCHEME, base64.encodeToString(salt), base64.encodeToString(hmac));
  }

  /// Whether it is the same hash: of one password under two salts there are two.
  @Override
  public boolean equals(Object other) {
    return other instanceof PasswordHash hash
        && MessageDigest.isEqual(salt, hash.salt)
        && MessageDigest.isEqual(hmac, hash.hmac);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hmac);
  }

  /// Nothing of it.
  @Override
  public String toString() {
    return "PasswordHash[redacted]";
  }
}
