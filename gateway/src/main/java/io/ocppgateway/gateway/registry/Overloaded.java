package io.ocppgateway.gateway.registry;

/// There are too many look-ups to make this one now. The registry is well.
public final class Overloaded extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// Tells of what there were too many.
  public Overloaded(String message) {
    super(message);
  }
}
