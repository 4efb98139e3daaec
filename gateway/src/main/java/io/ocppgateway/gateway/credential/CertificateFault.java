package io.ocppgateway.gateway.credential;

/// What is wrong with the certificate of a charge point that has to have one.
public enum CertificateFault {
  /// None was shown.
  MISSING("a client certificate is needed"),
  /// It was valid once.
  EXPIRED("the client certificate has expired"),
  /// It will be valid.
  NOT_YET_VALID("the client certificate is not valid yet"),
  /// It was taken out of use.
  REVOKED("the client certificate is not accepted"),
  /// Nobody knows it.
  UNKNOWN("the client certificate is not accepted"),
  /// It is somebody else's.
  OF_ANOTHER("the client certificate is not accepted");

  private final String told;

  CertificateFault(String told) {
    this.told = told;
  }

  /// What the charge point is told, which need not be all.
  public String told() {
    return told;
  }
}
