package io.ocppgateway.local.process;

/// A process that could not be started, died early, or did not become ready. The message ends with
/// the last lines of its log.
public final class ProcessFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// A failure of this message.
  public ProcessFailedException(String message) {
    super(message);
  }

  ProcessFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
