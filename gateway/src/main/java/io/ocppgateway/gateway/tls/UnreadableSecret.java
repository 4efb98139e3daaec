package io.ocppgateway.gateway.tls;

/// A secret could not be read from where it is kept.
public final class UnreadableSecret extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// @param message says which and why
  public UnreadableSecret(String message) {
    super(message);
  }

  /// @param message says which and why
  public UnreadableSecret(String message, Throwable cause) {
    super(message, cause);
  }
}
