package io.ocppgateway.simulator.fleet;

/// This process may not open as many files as a fleet needs. The message tells how many, and what
/// to do.
public final class TooFewFilesException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TooFewFilesException(String message) {
    super(message);
  }
}
