package io.ocppgateway.gateway.credential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.registration.Password;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The user name and password of HTTP Basic, byte for byte: a 1.6 charge point's password is no
/// text.
///
/// @see "RFC 7617 §2; OCPP-J 1.6 §6.2.1"
public final class BasicCredentials {

  private static final String SCHEME = "Basic ";

  private final byte[] userName;
  private final Password password;

  private BasicCredentials(byte[] userName, Password password) {
    this.userName = userName;
    this.password = password;
  }

  /// Reads the `Authorization` headers of a request; empty if they are not one that is HTTP Basic.
  ///
  /// @param headers one character for each byte
  public static Optional<BasicCredentials> of(List<String> headers) {
    if (headers.size() != 1
        || !headers.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String encoded = headers.getFirst().substring(SCHEME.length()).strip();
    byte[] credentials;
    try {
      credentials = Base64.getDecoder().decode(encoded.getBytes(ISO_8859_1));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    // The first colon: a user name has none, a password may.
    for (int i = 0; i < credentials.length; i++) {
      if (credentials[i] == ':') {
        byte[] password = Arrays.copyOfRange(credentials, i + 1, credentials.length);
        return Optional.of(
            new BasicCredentials(Arrays.copyOf(credentials, i), Password.of(password)));
      }
    }
    return Optional.empty();
  }

  /// The charge point whose identity the user name is; empty if none can have it.
  public Optional<ChargePointId> chargePointId() {
    return ChargePointId.ofIdentity(userName);
  }

  /// Whether the user name is this charge point's identity, byte for byte.
  boolean isFor(ChargePointId id) {
    return Arrays.equals(userName, id.identityBytes());
  }

  Password password() {
    return password;
  }

  /// Nothing of it.
  @Override
  public String toString() {
    return "BasicCredentials[redacted]";
  }
}
