package io.ocppgateway.local.iot.certificate;

/// What a certificate may be used for. AWS IoT knows further ones, for transfers between accounts
/// and for registration at first use.
public enum CertificateStatus {
  /// It may connect.
  ACTIVE,
  /// It may not, until it is active again.
  INACTIVE,
  /// It may not.
  REVOKED
}
