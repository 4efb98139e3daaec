package io.ocppgateway.simulator.fault;

import io.ocppgateway.simulator.chargepoint.Line;

/// Passes events on, and tells of a connection's beginning and end besides.
///
/// @param begun run after the handshake
/// @param ended run before the end is told
record Tapped(Line.Events events, Runnable begun, Runnable ended) implements Line.Events {

  @Override
  public void onConnected() {
    events.onConnected();
    begun.run();
  }

  @Override
  public void onMessage(byte[] text) {
    events.onMessage(text);
  }

  @Override
  public void onClosed(int code, String reason) {
    ended.run();
    events.onClosed(code, reason);
  }

  @Override
  public void onRefused(int status, String reason) {
    ended.run();
    events.onRefused(status, reason);
  }

  @Override
  public void onUnreachable(String reason) {
    ended.run();
    events.onUnreachable(reason);
  }
}
