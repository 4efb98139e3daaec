package io.ocppgateway.lambdas.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// By what a repeated CALL is known: charge point, message id, and a digest of what it says.
///
/// The digest is there because an id alone does not tell a repetition: many charge points count
/// from 1 after each reboot, and must not be given the answer to another message.
///
/// @param value at most 187 characters: thing name, message id and digest with `#` between
/// @see "OCPP-J 1.6 §4.1.4, errata §3.1"
public record MessageKey(String value) {

  private static final int DIGEST_BYTES = 15;

  /// The key of a CALL.
  static MessageKey of(ReceivedCall call) {
    return new MessageKey(
        "%s#%s#%s".formatted(call.chargePointId().thingName(), call.frame().id(), digest(call)));
  }

  private static String digest(ReceivedCall call) {
    MessageDigest sha256 = sha256();
    sha256.update(call.version().subprotocol().getBytes(UTF_8));
    sha256.update(call.action().getBytes(UTF_8));
    sha256.update(call.payload().toString().getBytes(UTF_8));
    return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(sha256.digest(), DIGEST_BYTES));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
