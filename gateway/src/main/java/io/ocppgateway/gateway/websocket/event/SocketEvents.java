package io.ocppgateway.gateway.websocket.event;

import java.time.Duration;

/// Is told what happens on the charge points' side. Called on event loops: never blocks.
public interface SocketEvents {

  /// An attempt to connect was refused: a security event.
  void onRefused(RefusedAttempt attempt);

  /// A charge point's connection has become a WebSocket.
  void onUpgraded(UpgradedConnection connection);

  /// A charge point sends faster than it may and is not read for a while.
  ///
  /// @param connectionId of its socket
  void onSlowedDown(String connectionId, Duration pause);

  /// Tells these first and others after them.
  default SocketEvents and(SocketEvents others) {
    SocketEvents these = this;
    return new SocketEvents() {
      @Override
      public void onRefused(RefusedAttempt attempt) {
        these.onRefused(attempt);
        others.onRefused(attempt);
      }

      @Override
      public void onUpgraded(UpgradedConnection connection) {
        these.onUpgraded(connection);
        others.onUpgraded(connection);
      }

      @Override
      public void onSlowedDown(String connectionId, Duration pause) {
        these.onSlowedDown(connectionId, pause);
        others.onSlowedDown(connectionId, pause);
      }
    };
  }
}
