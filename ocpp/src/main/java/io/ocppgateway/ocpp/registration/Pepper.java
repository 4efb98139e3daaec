package io.ocppgateway.ocpp.registration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The secret without which no password can be tried against its hash: whoever reads the table of
/// charge points alone has nothing to guess with. One for a whole stack, kept apart from the table.
public final class Pepper {

  /// The fewest bytes: as many as the hash has.
  public static final int MIN_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private Pepper(SecretKeySpec key) {
    this.key = key;
  }

  /// Reads a pepper; white space around it does not count.
  ///
  /// @throws IllegalArgumentException if it is too short; the message does not tell it
  public static Pepper of(String secret) {
    byte[] bytes = secret.strip().getBytes(UTF_8);
    if (bytes.length < MIN_BYTES) {
      throw new IllegalArgumentException(
          "a secret of %d bytes; allowed are %d or more".formatted(bytes.length, MIN_BYTES));
    }
    return new Pepper(new SecretKeySpec(bytes, ALGORITHM));
  }

  /// The HMAC of some bytes in a row.
  byte[] sign(byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /// Nothing of the secret.
  @Override
  public String toString() {
    return "Pepper[redacted]";
  }
}
