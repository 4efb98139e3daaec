package io.ocppgateway.simulator.websocket;

import io.ocppgateway.ocpp.ChargePointId;
import java.net.URI;

/// Where a charge point connects: the central system's URL with the identity appended,
/// percent-encoded. Made for each attempt anew: thousands of URIs would be megabytes.
///
/// @see "OCPP-J 1.6 §3.1.1; OCPP 2.0.1 Part 4 §3.1.1; RFC 3986 §2.3"
record Address(URI uri) {

  private static final String UNRESERVED_MARKS = "-._~";

  static Address of(URI url, ChargePointId id) {
    String text = url.toString();
    String base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    return new Address(URI.create(base + "/" + percentEncoded(id.identityBytes())));
  }

  boolean isSecure() {
    return uri.getScheme().equals("wss");
  }

  String host() {
    return uri.getHost();
  }

  int port() {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return isSecure() ? 443 : 80;
  }

  private static String percentEncoded(byte[] identity) {
    StringBuilder encoded = new StringBuilder(identity.length);
    for (byte b : identity) {
      if (isUnreserved(b)) {
        encoded.append((char) b);
      } else {
        encoded.append("%%%02X".formatted(b & 0xFF));
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || UNRESERVED_MARKS.indexOf(b) >= 0;
  }
}
