package io.ocppgateway.gateway.admission;

/// The right to go ahead, now or later. Safe for use by many threads.
@FunctionalInterface
public interface Pass {

  /// Leaves the line, and hears nothing more. Does nothing for who has gone ahead.
  void giveUp();
}
