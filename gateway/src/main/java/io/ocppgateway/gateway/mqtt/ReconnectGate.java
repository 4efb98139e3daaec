package io.ocppgateway.gateway.mqtt;

import java.util.concurrent.Executor;

/// Says when a link that was lost may connect anew: all gateways share what the broker takes.
@FunctionalInterface
public interface ReconnectGate {

  /// Lets everybody through at once.
  ReconnectGate OPEN =
      (executor, connect) -> {
        executor.execute(connect);
        return () -> {};
      };

  /// The right to connect, now or later.
  @FunctionalInterface
  interface Pass {

    /// Nobody wants to connect any longer. Does nothing if the task has run.
    void giveUp();
  }

  /// Asks to send a CONNECT.
  ///
  /// @param executor where the task runs
  /// @param connect run when it is time, never before this has returned
  Pass ask(Executor executor, Runnable connect);
}
