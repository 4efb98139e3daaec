package io.ocppgateway.local.aws;

/// A port that something else listens on already.
public final class PortTakenException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// Names the port and how to choose another.
  ///
  /// @param port the port that is in use
  /// @param purpose what wanted it, for example `AWS endpoints`
  /// @param option the option that sets it, for example `--aws-port`
  /// @param cause what the operating system said
  public PortTakenException(int port, String purpose, String option, Throwable cause) {
    super(
        "port %d, wanted for %s, is in use by another process; end that process or choose another port with %s (0 takes any free one)"
            .formatted(port, purpose, option),
        cause);
  }
}
