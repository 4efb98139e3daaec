package io.ocppgateway.simulator.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ocppgateway.simulator.chargepoint.Line;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Remembers what lines tell.
final class ToldEvents implements Line.Events {

  final List<Boolean> connected = new CopyOnWriteArrayList<>();
  final List<String> messages = new CopyOnWriteArrayList<>();
  final List<String> ends = new CopyOnWriteArrayList<>();

  @Override
  public void onConnected() {
    connected.add(true);
  }

  @Override
  public void onMessage(byte[] text) {
    messages.add(new String(text, UTF_8));
  }

  @Override
  public void onClosed(int code, String reason) {
    ends.add("closed " + code + " " + reason);
  }

  @Override
  public void onRefused(int status, String reason) {
    ends.add("refused " + status + " " + reason);
  }

  @Override
  public void onUnreachable(String reason) {
    ends.add("unreachable " + reason);
  }
}
