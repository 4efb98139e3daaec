package io.ocppgateway.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.ocppgateway.gateway.call.CallRules;
import io.ocppgateway.gateway.mqtt.Broker;
import io.ocppgateway.gateway.mqtt.LinkMetrics;
import io.ocppgateway.gateway.mqtt.LinkRules;
import io.ocppgateway.gateway.mqtt.endpoint.Dialer;
import io.ocppgateway.gateway.mqtt.reconnect.ReconnectGate;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sessions of one charge point over sockets and connections that exist in memory only, in a time
/// of their own.
final class TestSessions implements AutoCloseable {

  static final int KEEP_ALIVE_SECONDS = 20;
  static final int SERVER_SHUTTING_DOWN = 0x8B;
  static final int ADMINISTRATIVE_ACTION = 0x98;

  static final ChargePointId ID = new ChargePointId("CP1");

  /// Where all timers run.
  private final EmbeddedChannel loop = new EmbeddedChannel();

  private final List<EmbeddedChannel> channels = new ArrayList<>();

  /// Attempts to reach the broker.
  final List<Dialer> dialers = new ArrayList<>();

  /// What was told of the charge point's membership.
  final List<String> told = new ArrayList<>();

  private long now;

  final Sessions sessions =
      new Sessions(
          new Broker(
              (dialer, _) -> dialers.add(dialer),
              new LinkRules(
                  "", Duration.ofSeconds(60), Duration.ofHours(23), 1024 * 1024, 0, false),
              ReconnectGate.OPEN,
              LinkMetrics.NONE,
              () -> now),
          new SessionRules(
              new CallRules(20, Duration.ofSeconds(30), Duration.ZERO),
              Duration.ofSeconds(120),
              0,
              0,
              false),
          new Told(),
          SessionMetrics.NONE,
          () -> now,
          Clock.systemUTC());

  TestSessions() {
    loop.freezeTime();
  }

  private final class Told implements Membership {

    @Override
    public void onLetIn(ChargePointId id) {
      told.add("let in");
    }

    @Override
    public void onCut(ChargePointId id) {
      told.add("cut");
    }

    @Override
    public void onDisconnectedByOperator(ChargePointId id) {
      told.add("disconnected by the operator");
    }
  }

  /// A connection of the charge point, from its upgrade on.
  final class Connected implements ChargePointSocket {

    final Session session = sessions.open(ID, OcppVersion.V1_6, this);

    /// Null while nobody has said goodbye to it.
    @Nullable EndCause goodbye;

    /// The charge point goes.
    void close() {
      session.end(EndCause.CLOSED_BY_CHARGE_POINT);
      session.onSocketClosed();
    }

    @Override
    public EventLoop eventLoop() {
      return loop.eventLoop();
    }

    @Override
    public String connectionId() {
      return "1";
    }

    @Override
    public boolean send(ByteBuf text) {
      text.release();
      return true;
    }

    @Override
    public void flush() {}

    @Override
    public void setReading(boolean reading) {}

    @Override
    public void close(EndCause cause) {
      goodbye = cause;
    }
  }

  /// The charge point connects.
  Connected connect() {
    Connected connected = new Connected();
    pass(Duration.ZERO);
    return connected;
  }

  /// Waits until the next link connects, and lets it.
  EmbeddedChannel bringUp() {
    int known = channels.size();
    for (int i = 0; i < 600 && dialers.size() == known; i++) {
      pass(Duration.ofMillis(100));
    }
    assertThat(dialers).as("attempts to connect").hasSizeGreaterThan(known);
    return accept(dialers.getLast());
  }

  private EmbeddedChannel accept(Dialer dialer) {
    EmbeddedChannel channel = new EmbeddedChannel();
    channels.add(channel);
    dialer.onConnecting(channel.newSucceededFuture());
    dialer.fill(channel.pipeline());
    channel.pipeline().fireChannelActive();
    receive(channel, 0x20, 0x06, 0x00, 0x00, 0x03, 0x13, 0x00, KEEP_ALIVE_SECONDS);
    receive(channel, 0x90, 0x04, 0x00, 0x01, 0x00, 0x01);
    return channel;
  }

  /// The broker ends a connection, and says why.
  void disconnect(EmbeddedChannel channel, int reasonCode) {
    receive(channel, 0xE0, 0x01, reasonCode);
    channel.close();
  }

  /// The broker ends a connection without a word.
  void cut(EmbeddedChannel channel) {
    channel.close();
  }

  void pass(Duration time) {
    long step = TimeUnit.MILLISECONDS.toNanos(10);
    for (long passed = 0; passed < time.toNanos(); passed += step) {
      now += step;
      loop.advanceTimeBy(step, TimeUnit.NANOSECONDS);
      loop.runPendingTasks();
    }
    loop.runPendingTasks();
  }

  /// The same, while the broker speaks on one connection.
  void pass(Duration time, EmbeddedChannel spoken) {
    for (long passed = 0; passed < time.toSeconds(); passed++) {
      receive(spoken, 0xD0, 0x00);
      pass(Duration.ofSeconds(1));
    }
  }

  private static void receive(EmbeddedChannel channel, int... packet) {
    ByteBuf bytes = Unpooled.buffer();
    for (int each : packet) {
      bytes.writeByte(each);
    }
    channel.writeInbound(bytes);
  }

  @Override
  public void close() {
    sessions.end();
    pass(Duration.ofSeconds(10));
    channels.forEach(EmbeddedChannel::finishAndReleaseAll);
    loop.finishAndReleaseAll();
  }
}
