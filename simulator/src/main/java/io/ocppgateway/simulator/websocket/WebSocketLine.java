package io.ocppgateway.simulator.websocket;

import io.netty.channel.EventLoop;
import io.ocppgateway.simulator.chargepoint.Line;
import io.ocppgateway.simulator.options.ChargePointOptions;
import org.jspecify.annotations.Nullable;

/// The line of one charge point: each [#dial] opens a new WebSocket. Owned by its event loop.
///
/// Beside what a [Line] does it can do what no good charge point does, for those that are to be
/// bad.
public final class WebSocketLine implements Line {

  private final Dialer dialer;
  private final EventLoop loop;
  private final ChargePointOptions options;
  private @Nullable ConnectionHandler connection;
  private boolean answersPings = true;

  WebSocketLine(Dialer dialer, EventLoop loop, ChargePointOptions options) {
    this.dialer = dialer;
    this.loop = loop;
    this.options = options;
  }

  @Override
  public void dial(Events events) {
    assert loop.inEventLoop();
    ConnectionHandler handler = new ConnectionHandler(events, answersPings);
    connection = handler;
    dialer.connect(loop, options, handler);
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

  /// Another line to the same central system with the same identity.
  public WebSocketLine another() {
    return new WebSocketLine(dialer, loop, options);
  }

  /// Answers no pings on the connections to come. Called before the first.
  public void ignorePings() {
    answersPings = false;
  }

  /// Reads nothing more from the connection, which stays open.
  public void stopReading() {
    assert loop.inEventLoop();
    if (connection != null) {
      connection.stopReading();
    }
  }

  /// Ends the connection, if there is one, without a close frame. Nothing more is told of it.
  public void abort() {
    assert loop.inEventLoop();
    if (connection != null) {
      connection.abort();
      connection = null;
    }
  }
}
