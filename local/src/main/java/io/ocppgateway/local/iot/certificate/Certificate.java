package io.ocppgateway.local.iot.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;

/// A registered certificate.
///
/// @param id the SHA-256 of its DER in hexadecimal digits
/// @param pem as it was registered
/// @param things names of those that it is attached to
public record Certificate(
    String id,
    String pem,
    X509Certificate x509,
    CertificateStatus status,
    Instant created,
    Instant modified,
    Set<String> things) {

  /// Copies the names.
  public Certificate {
    things = Set.copyOf(things);
  }
}
