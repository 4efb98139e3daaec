package io.ocppgateway.cli;

/// A command that cannot do what it was asked to, for a reason that the person who asked can mend.
/// The message is all that is shown; the exit code is 1.
final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  CommandFailure(String message) {
    super(message);
  }

  CommandFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
