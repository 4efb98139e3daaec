package io.ocppgateway.gateway.mqtt.reconnect;

import java.util.concurrent.Executor;

/// Says when a link may connect anew: all gateways share what the broker takes.
public interface ReconnectGate {

  /// Lets everybody through at once.
  ReconnectGate OPEN =
      new ReconnectGate() {
        @Override
        public Pass ask(Executor executor, Runnable connect) {
          executor.execute(connect);
          return () -> {};
        }

        @Override
        public boolean isBusy() {
          return false;
        }
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

  /// Whether others wait already: what is in no hurry should not ask now.
  boolean isBusy();
}
