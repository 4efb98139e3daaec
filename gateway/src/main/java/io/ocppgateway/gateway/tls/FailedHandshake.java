package io.ocppgateway.gateway.tls;

/// A connection did not come to an agreement on TLS. It is closed.
public final class FailedHandshake extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean isTls;

  /// @param isTls whether the peer has tried
  FailedHandshake(String message, boolean isTls, Throwable cause) {
    super(message, cause);
    this.isTls = isTls;
  }

  /// Whether the peer has tried; if not, it sent something else than TLS.
  public boolean isTls() {
    return isTls;
  }
}
