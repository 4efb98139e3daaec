package io.ocppgateway.gateway.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.ocppgateway.gateway.mqtt.ChargePointLink;
import io.ocppgateway.gateway.mqtt.LinkListener;
import io.ocppgateway.gateway.mqtt.reconnect.LinkEnd;
import io.ocppgateway.gateway.mqtt.reconnect.LinkEnd.Kind;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// One connected charge point: its socket, its link, and what passes between them.
///
/// ```
/// CONNECTING ──link up──► RELAYING ──link lost──► RECONNECTING ──link up──► RELAYING …
///      └────── socket closed, taken over, refused, drained: from any ──────► ENDED
/// ```
///
/// The socket is not read before the link is up, or the answer to the first frame could come before
/// there is somebody to hear it. Afterwards each side is read only while the other takes what
/// comes; while the link is lost, until its memory is full. Everything happens on the event loop
/// that both sides share.
public final class Session implements LinkListener, SocketListener {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private enum State {
    /// The link has not been up yet.
    CONNECTING,
    /// Frames pass.
    RELAYING,
    /// The link is lost; what the charge point sends waits.
    RECONNECTING,
    /// Nothing passes any more; the socket may still be saying goodbye.
    ENDED
  }

  private final ChargePointId id;
  private final OcppVersion version;
  private final ChargePointSocket socket;
  private final Sessions sessions;
  private final Wire wire;
  private final ChargePointLink link;
  private final Downstream downstream;
  private final Upstream upstream;

  private State state = State.CONNECTING;
  private boolean socketClosed;
  private boolean linkClosed;
  private boolean leaving;
  private boolean takingLeave;
  private @Nullable ScheduledFuture<?> notReading;

  /// With what is under way when the session is to leave.
  private @Nullable ScheduledFuture<?> patience;

  /// Begins to connect to the broker; called on the socket's event loop.
  ///
  /// @param sessions hears when it has ended, and when socket and link are closed for good
  Session(ChargePointId id, OcppVersion version, ChargePointSocket socket, Sessions sessions) {
    this.id = id;
    this.version = version;
    this.socket = socket;
    this.sessions = sessions;
    wire = new Wire(id, socket, sessions.metrics(), sessions.nanoTime());
    link = sessions.broker().connect(socket.eventLoop(), id, version, this);
    downstream = new Downstream(version, socket, wire, link, sessions, this::onTimePassed);
    upstream = new Upstream(version, wire, link, downstream, sessions.rules(), sessions.metrics());
  }

  @Override
  public void onText(ByteBuf text) {
    if (state == State.ENDED || !text.isReadable()) {
      return;
    }
    wire.onReceived(text);
    upstream.onText(text).ifPresent(this::end);
  }

  @Override
  public void onSocketReadComplete() {
    flush();
  }

  @Override
  public void onSocketWritable(boolean writable) {
    if (state == State.ENDED) {
      return;
    }
    stopWaitingForReader();
    if (!writable) {
      notReading =
          eventLoop()
              .schedule(
                  () -> end(EndCause.NOT_READING),
                  sessions.rules().maxNotReading().toMillis(),
                  TimeUnit.MILLISECONDS);
    }
    link.setReading(writable);
    downstream.onSocketWritable(writable);
    flush();
  }

  @Override
  public void onSocketUnheard() {
    if (state == State.RELAYING) {
      // It is we who do not listen, because the broker takes nothing though it lives.
      link.giveUpConnection();
    }
  }

  @Override
  public void onSocketClosed() {
    socketClosed = true;
    end(EndCause.CONNECTION_LOST);
    tellWhenClosed();
  }

  /// Ends both sides; the first cause counts. On the event loop only.
  @Override
  public void end(EndCause cause) {
    end(cause, "");
  }

  /// The same charge point has connected to this process anew. A link that is up is left to the
  /// broker to end; one that is not could reach the broker last and throw the newer one out.
  void onSuperseded() {
    switch (state) {
      case CONNECTING, RECONNECTING -> end(EndCause.TAKEN_OVER);
      case RELAYING, ENDED -> {
        // See above.
      }
    }
  }

  /// The gateway ends: says goodbye as soon as nothing is under way, or when whatever is had time
  /// enough. Commands are not started any more.
  void leave() {
    switch (state) {
      case CONNECTING -> end(EndCause.GATEWAY_STOPPING);
      case RELAYING, RECONNECTING -> {
        leaving = true;
        downstream.startNoMore();
        patience =
            eventLoop()
                .schedule(
                    () -> end(EndCause.GATEWAY_STOPPING),
                    sessions.rules().calls().timeout().toNanos(),
                    TimeUnit.NANOSECONDS);
        flush();
      }
      case ENDED -> {
        // It has said goodbye.
      }
    }
  }

  ChargePointId id() {
    return id;
  }

  EventLoop eventLoop() {
    return socket.eventLoop();
  }

  @Override
  public void onLinkUp() {
    log(LOG.atInfo())
        .log(state == State.CONNECTING ? "charge point connected" : "link to the broker restored");
    state = State.RELAYING;
    downstream.onHeard();
    socket.setReading(link.isWritable());
  }

  @Override
  public void onLinkLost(LinkEnd end) {
    if (state == State.ENDED) {
      return;
    }
    // Brokers end the older connection without the word that MQTT 5 has for it, or it broke long
    // ago and they could not say it. Connecting anew would throw the newer one out.
    if (sessions.isSuperseded(this)) {
      end(EndCause.TAKEN_OVER, end.detail());
      return;
    }
    if (takingLeave) {
      end(EndCause.GATEWAY_STOPPING, end.detail());
      return;
    }
    state = State.RECONNECTING;
    if (end.kind() == Kind.CUT) {
      sessions.membership().onCut(id);
    }
    log(LOG.atInfo())
        .addKeyValue("kind", end.kind())
        .addKeyValue("detail", end.detail())
        .log("link to the broker lost");
  }

  @Override
  public void onMessage(ByteBuf payload, @Nullable Duration expiry) {
    wire.onMessage(payload);
    downstream.onMessage(payload, expiry);
  }

  @Override
  public void onUnsubscribed() {
    end(EndCause.GATEWAY_STOPPING);
  }

  @Override
  public void onLinkReadComplete() {
    flush();
  }

  @Override
  public void onLinkWritable(boolean writable) {
    switch (state) {
      case RELAYING, RECONNECTING -> socket.setReading(writable);
      case CONNECTING, ENDED -> {
        // The socket is not read yet, or its goodbye is.
      }
    }
  }

  @Override
  public void onPublishRefused(ByteBuf payload) {
    upstream.onRefused(payload);
    flush();
  }

  @Override
  public boolean isQuiet() {
    return downstream.isQuiet();
  }

  @Override
  public void onLinkEnd(LinkEnd linkEnd) {
    EndCause cause =
        switch (linkEnd.kind()) {
          case TAKEN_OVER -> EndCause.TAKEN_OVER;
          case DISCONNECTED_BY_OPERATOR -> EndCause.DISCONNECTED_BY_OPERATOR;
          case REFUSED -> EndCause.BROKER_REFUSED;
          case UNREACHABLE, LOST, OBJECTED, CUT, RENEWED -> EndCause.BROKER_UNREACHABLE;
        };
    if (cause == EndCause.DISCONNECTED_BY_OPERATOR) {
      // Before it can come again.
      sessions.membership().onDisconnectedByOperator(id);
    }
    end(cause, linkEnd.detail());
  }

  @Override
  public void onLinkClosed() {
    linkClosed = true;
    tellWhenClosed();
  }

  /// A command may have timed out.
  private void onTimePassed() {
    flush();
    if (sessions.rules().isDeaf(downstream.unanswered())) {
      end(EndCause.NOT_ANSWERING);
    }
  }

  private void flush() {
    link.flush();
    if (state != State.ENDED) {
      socket.flush();
    }
    if (leaving && !takingLeave && downstream.isQuiet()) {
      takeLeave();
    }
  }

  /// At a quiet moment. A command that the broker has sent already is told as undelivered, where a
  /// goodbye without further ado would leave it without an outcome.
  private void takeLeave() {
    takingLeave = true;
    if (!link.unsubscribe()) {
      end(EndCause.GATEWAY_STOPPING);
    }
  }

  private void end(EndCause cause, String detail) {
    if (state == State.ENDED) {
      return;
    }
    state = State.ENDED;
    sessions.onEnded(this);
    stopWaitingForReader();
    if (patience != null) {
      patience.cancel(false);
    }
    wire.stopTraceTimer();
    sessions.metrics().onSessionEnd(cause);
    LoggingEventBuilder line = log(LOG.atInfo());
    if (cause.isSecurityEvent()) {
      line = line.addKeyValue("event", "SECURITY");
    }
    line.addKeyValue("cause", cause)
        .addKeyValue("closeCode", cause.closeCode())
        .addKeyValue("detail", detail)
        .log("charge point disconnected");
    downstream.disconnect();
    link.close();
    socket.close(cause);
  }

  private void stopWaitingForReader() {
    if (notReading != null) {
      notReading.cancel(false);
      notReading = null;
    }
  }

  private void tellWhenClosed() {
    if (socketClosed && linkClosed) {
      sessions.onClosed(this);
    }
  }

  private LoggingEventBuilder log(LoggingEventBuilder event) {
    return wire.log(event).addKeyValue("ocpp", version.subprotocol());
  }
}
