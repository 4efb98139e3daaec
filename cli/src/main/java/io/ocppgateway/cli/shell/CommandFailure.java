package io.ocppgateway.cli.shell;

/// A command that cannot do what it was asked to, for a reason that the person who asked can mend.
/// The message is all that is shown; the exit code is 1.
public final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// A failure with what the person is told.
  public CommandFailure(String message) {
    super(message);
  }

  /// A failure that another brought about.
  public CommandFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
