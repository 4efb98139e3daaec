package io.ocppgateway.gateway.websocket.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// Reads the user name out of an `Authorization` header, byte for byte.
///
/// @see "RFC 7617 §2"
final class BasicUserName {

  private static final String SCHEME = "Basic ";

  private BasicUserName() {}

  /// The bytes before the first colon; empty if the header is no HTTP Basic.
  static Optional<byte[]> of(String authorization) {
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    byte[] credentials;
    try {
      credentials =
          Base64.getDecoder()
              .decode(authorization.substring(SCHEME.length()).strip().getBytes(ISO_8859_1));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    for (int i = 0; i < credentials.length; i++) {
      if (credentials[i] == ':') {
        return Optional.of(Arrays.copyOf(credentials, i));
      }
    }
    return Optional.empty();
  }
}
