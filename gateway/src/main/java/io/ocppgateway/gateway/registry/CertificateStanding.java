package io.ocppgateway.gateway.registry;

/// What a certificate is to a charge point.
public enum CertificateStanding {
  /// It is registered for it, and active.
  ACTIVE,
  /// It is registered for it, and was taken out of use.
  INACTIVE,
  /// It is registered, but not for this charge point.
  OF_ANOTHER,
  /// It is not registered.
  UNKNOWN
}
