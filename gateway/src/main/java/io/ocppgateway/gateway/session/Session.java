package io.ocppgateway.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.ocppgateway.gateway.mqtt.Broker;
import io.ocppgateway.gateway.mqtt.Link;
import io.ocppgateway.gateway.mqtt.LinkEnd;
import io.ocppgateway.gateway.mqtt.LinkListener;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.frame.Decoded;
import io.ocppgateway.ocpp.frame.FrameCodec;
import io.ocppgateway.ocpp.frame.FrameHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// One connected charge point: its socket, its link, and what passes between them.
///
/// ```
/// Connecting ──link up──► Relaying ──either side ends──► Ended
///      └─────────────either side ends──────────────────────┘
/// ```
///
/// The socket is not read before the link is up, or the answer to the first frame could come before
/// there is somebody to hear it. Afterwards each side is read only while the other takes what
/// comes. Everything happens on the event loop that both sides share.
public final class Session implements LinkListener, SocketListener {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private static final int MAX_CONSECUTIVE_INVALID_FRAMES = 50;

  private sealed interface State {

    /// The link is not up yet.
    record Connecting(Link link) implements State {
      Relaying toRelaying() {
        return new Relaying(link);
      }
    }

    /// Frames pass.
    record Relaying(Link link) implements State {}

    /// Nothing passes any more; the socket may still be saying goodbye.
    record Ended() implements State {}
  }

  private final ChargePointId id;
  private final OcppVersion version;
  private final ChargePointSocket socket;
  private final Sessions sessions;

  private State state;
  private int consecutiveInvalidFrames;

  /// Begins to connect to the broker; called on the socket's event loop.
  ///
  /// @param sessions hears when the socket is closed for good
  Session(
      ChargePointId id,
      OcppVersion version,
      ChargePointSocket socket,
      Broker broker,
      Sessions sessions) {
    this.id = id;
    this.version = version;
    this.socket = socket;
    this.sessions = sessions;
    state = new State.Connecting(broker.connect(socket.eventLoop(), id, version, this));
  }

  @Override
  public void onText(ByteBuf text) {
    if (!(state instanceof State.Relaying(Link link)) || !text.isReadable()) {
      return;
    }
    if (!ByteBufUtil.isText(text, UTF_8)) {
      end(EndCause.INVALID_UTF8);
      return;
    }
    LOG.atTrace().addKeyValue("chargePointId", id).log(() -> "received " + text.toString(UTF_8));
    switch (FrameCheck.check(text, version)) {
      case Decoded.Valid<FrameHeader> _ -> {
        consecutiveInvalidFrames = 0;
        link.publish(text.retain());
      }
      case Decoded.Invalid<FrameHeader> invalid -> onInvalidFrame(invalid);
    }
  }

  @Override
  public void onSocketReadComplete() {
    flush();
  }

  @Override
  public void onSocketWritable(boolean writable) {
    if (state instanceof State.Relaying(Link link)) {
      link.setReading(writable);
    }
  }

  @Override
  public void onSocketClosed() {
    end(EndCause.CONNECTION_LOST);
    sessions.onClosed(this);
  }

  /// Ends both sides; the first cause counts. On the event loop only.
  @Override
  public void end(EndCause cause) {
    end(cause, "");
  }

  /// The same charge point has connected to this process anew. A link that is up is left to the
  /// broker to end; one that is not yet could reach the broker last and throw the newer one out.
  void onSuperseded() {
    if (state instanceof State.Connecting) {
      end(EndCause.TAKEN_OVER);
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
    if (state instanceof State.Connecting connecting) {
      state = connecting.toRelaying();
      log(LOG.atInfo()).log("charge point connected");
      socket.setReading(true);
    }
  }

  @Override
  public void onMessage(ByteBuf payload) {
    if (!payload.isReadable() || !ByteBufUtil.isText(payload, UTF_8)) {
      log(LOG.atWarn())
          .addKeyValue("bytes", payload.readableBytes())
          .log("message for the charge point dropped: no text");
      return;
    }
    LOG.atTrace().addKeyValue("chargePointId", id).log(() -> "sent " + payload.toString(UTF_8));
    socket.send(payload.retain());
  }

  @Override
  public void onLinkReadComplete() {
    flush();
  }

  @Override
  public void onLinkWritable(boolean writable) {
    if (state instanceof State.Relaying) {
      socket.setReading(writable);
    }
  }

  @Override
  public void onLinkEnd(LinkEnd linkEnd) {
    EndCause cause =
        switch (linkEnd.kind()) {
          case TAKEN_OVER -> EndCause.TAKEN_OVER;
          case DISCONNECTED_BY_OPERATOR -> EndCause.DISCONNECTED_BY_OPERATOR;
          case REFUSED -> EndCause.BROKER_REFUSED;
          case UNREACHABLE -> EndCause.BROKER_UNREACHABLE;
          case HELD_BACK -> EndCause.NOT_READING;
          // Some brokers end the older connection without the word that MQTT 5 has for it.
          case LOST -> sessions.isSuperseded(this) ? EndCause.TAKEN_OVER : EndCause.BROKER_LOST;
        };
    end(cause, linkEnd.detail());
  }

  private void onInvalidFrame(Decoded.Invalid<FrameHeader> invalid) {
    consecutiveInvalidFrames++;
    log(LOG.atWarn())
        .addKeyValue("fault", invalid.fault())
        .addKeyValue("messageId", invalid.id())
        .addKeyValue("detail", invalid.detail())
        .log("invalid frame");
    invalid
        .answer(version)
        .ifPresent(answer -> socket.send(Unpooled.wrappedBuffer(FrameCodec.encode(answer))));
    if (consecutiveInvalidFrames > MAX_CONSECUTIVE_INVALID_FRAMES) {
      end(EndCause.TOO_MANY_INVALID_FRAMES);
    }
  }

  private void flush() {
    if (state instanceof State.Relaying(Link link)) {
      link.flush();
      socket.flush();
    }
  }

  private void end(EndCause cause, String detail) {
    switch (state) {
      case State.Connecting(Link link) -> link.close();
      case State.Relaying(Link link) -> link.close();
      case State.Ended _ -> {
        return;
      }
    }
    state = new State.Ended();
    log(LOG.atInfo())
        .addKeyValue("cause", cause)
        .addKeyValue("closeCode", cause.closeCode())
        .addKeyValue("detail", detail)
        .log("charge point disconnected");
    socket.close(cause);
  }

  private LoggingEventBuilder log(LoggingEventBuilder event) {
    return event
        .addKeyValue("chargePointId", id)
        .addKeyValue("connectionId", socket.connectionId())
        .addKeyValue("ocpp", version.subprotocol());
  }
}
