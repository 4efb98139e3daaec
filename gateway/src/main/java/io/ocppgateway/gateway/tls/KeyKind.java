package io.ocppgateway.gateway.tls;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Locale;

/// The kinds of server certificates that OCPP asks for: charge points know one or the other.
///
/// @see "OCPP 2.0.1 Part 2 A00.FR.318, A00.FR.319, A00.FR.507, A00.FR.508"
public enum KeyKind {
  /// For the cipher suites `TLS_ECDHE_ECDSA_…`. Tried first: it is the faster.
  ECDSA("EC", "SHA256withECDSA", 224),
  /// For the cipher suites `TLS_RSA_…` and `TLS_ECDHE_RSA_…`.
  RSA("RSA", "SHA256withRSA", 2048);

  private final String algorithm;
  private final String signature;
  private final int minBits;

  KeyKind(String algorithm, String signature, int minBits) {
    this.algorithm = algorithm;
    this.signature = signature;
    this.minBits = minBits;
  }

  /// The field of a secret that holds the certificate.
  String certificateField() {
    return name().toLowerCase(Locale.ROOT) + "Certificate";
  }

  /// The field of a secret that holds the key.
  String keyField() {
    return name().toLowerCase(Locale.ROOT) + "Key";
  }

  /// The JDK's name of its keys.
  String algorithm() {
    return algorithm;
  }

  /// The JDK's name of signatures with its keys.
  String signature() {
    return signature;
  }

  /// The fewest bits that OCPP allows.
  int minBits() {
    return minBits;
  }

  /// The bits of a key, 0 of one of another kind.
  int bitsOf(PublicKey key) {
    return switch (key) {
      case ECPublicKey ec when this == ECDSA -> ec.getParams().getOrder().bitLength();
      case RSAPublicKey rsa when this == RSA -> rsa.getModulus().bitLength();
      default -> 0;
    };
  }
}
