package io.ocppgateway.local.lambda;

/// A handler that cannot be run: missing, of a kind that does not run here, or failing to start.
public final class HandlerFault extends RuntimeException {

  private static final long serialVersionUID = 1;

  HandlerFault(String message) {
    super(message);
  }

  HandlerFault(String message, Throwable cause) {
    super(message, cause);
  }
}
