package io.ocppgateway.simulator.websocket;

import io.netty.channel.EventLoop;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.chargepoint.Line;
import org.jspecify.annotations.Nullable;

/// The line of one charge point: each [#dial] opens a new WebSocket. Owned by its event loop.
final class WebSocketLine implements Line {

  private final Dialer dialer;
  private final EventLoop loop;
  private final Address address;
  private final OcppVersion version;
  private @Nullable ConnectionHandler connection;

  WebSocketLine(Dialer dialer, EventLoop loop, Address address, OcppVersion version) {
    this.dialer = dialer;
    this.loop = loop;
    this.address = address;
    this.version = version;
  }

  @Override
  public void dial(Events events) {
    assert loop.inEventLoop();
    ConnectionHandler handler = new ConnectionHandler(events);
    connection = handler;
    dialer.connect(loop, address, version, handler);
  }

  @Override
  public void send(byte[] text) {
    assert loop.inEventLoop();
    if (connection != null) {
      connection.send(text);
    }
  }

  @Override
  public void close(int code, String reason) {
    assert loop.inEventLoop();
    if (connection != null) {
      connection.close(code, reason);
      connection = null;
    }
  }
}
