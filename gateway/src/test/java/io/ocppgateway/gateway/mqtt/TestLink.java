package io.ocppgateway.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.ocppgateway.gateway.mqtt.endpoint.Dialer;
import io.ocppgateway.gateway.mqtt.reconnect.LinkEnd;
import io.ocppgateway.gateway.mqtt.reconnect.LinkEnd.Kind;
import io.ocppgateway.gateway.mqtt.reconnect.ReconnectGate;
import io.ocppgateway.ocpp.ChargePointId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One link over connections that exist in memory only, in a time of their own: the broker's end of
/// it, and what whoever wanted the link is told.
final class TestLink implements AutoCloseable {

  private static final byte[] NO_PROPERTIES = {0};
  static final int NO_KEEP_ALIVE = 0;
  static final int KEEP_ALIVE_SECONDS = 20;
  static final int QUOTA_EXCEEDED = 0x97;
  static final int NOT_AUTHORIZED = 0x87;
  static final int SERVER_SHUTTING_DOWN = 0x8B;

  /// Where the link's timers run.
  private final EmbeddedChannel loop = new EmbeddedChannel();

  final List<Dialer> dialers = new ArrayList<>();
  private final List<EmbeddedChannel> channels = new ArrayList<>();
  final Events events = new Events();
  final FlushCount flushes = new FlushCount();
  private final MqttProperties connAckProperties = new MqttProperties();
  final Gate gate = new Gate();
  private long now;
  final Link link;

  /// Its link publishes as fast as it can.
  TestLink() {
    this(0);
  }

  TestLink(int publishesPerSecond) {
    this(publishesPerSecond, false);
  }

  private TestLink(int publishesPerSecond, boolean silentTakeovers) {
    loop.freezeTime();
    Broker broker =
        new Broker(
            (dialer, _) -> dialers.add(dialer),
            new LinkRules(
                "",
                Duration.ofSeconds(60),
                Duration.ofHours(23),
                1024 * 1024,
                publishesPerSecond,
                silentTakeovers),
            gate,
            events,
            () -> now);
    link = new Link(LinkName.of(new ChargePointId("CP1")), loop.eventLoop(), events, broker);
  }

  /// One whose broker cuts the older connection of a client id without a word.
  static TestLink withSilentTakeovers() {
    return new TestLink(0, true);
  }

  @Override
  public void close() {
    link.close();
    channels.forEach(EmbeddedChannel::finishAndReleaseAll);
    loop.finishAndReleaseAll();
  }

  /// Waits until the link connects, and lets it.
  EmbeddedChannel bringUp() {
    return bringUp(NO_KEEP_ALIVE);
  }

  /// @param keepAliveSeconds what the broker wants
  EmbeddedChannel bringUp(int keepAliveSeconds) {
    return accept(
        dialers.size() > channels.size() ? dialers.getLast() : nextDialer(), keepAliveSeconds);
  }

  /// Waits for the next attempt to connect: for the one under way to fail, if there is one, and
  /// then for the longest wait there is.
  Dialer nextDialer() {
    int known = dialers.size();
    for (int i = 0; i < 600 && dialers.size() == known; i++) {
      pass(Duration.ofMillis(100));
    }
    assertThat(dialers).as("attempts to connect").hasSizeGreaterThan(known);
    return dialers.getLast();
  }

  /// The same with a broker that says what it takes.
  EmbeddedChannel bringUpLimited(int maxPacketBytes) {
    connAckProperties.add(new IntegerProperty(MqttProperties.MAXIMUM_PACKET_SIZE, maxPacketBytes));
    return bringUp();
  }

  EmbeddedChannel accept(Dialer dialer, int keepAliveSeconds) {
    EmbeddedChannel channel = dial(dialer);
    channel.writeInbound(connAck(MqttConnectReturnCode.CONNECTION_ACCEPTED, keepAliveSeconds));
    channel.writeInbound(
        MqttMessageBuilders.subAck().packetId(1).addGrantedQos(MqttQoS.AT_LEAST_ONCE).build());
    BrokerEnd.packets(channel, MqttMessageType.PUBLISH);
    return channel;
  }

  EmbeddedChannel dial(Dialer dialer) {
    EmbeddedChannel channel = new EmbeddedChannel(flushes, new NettyMqtt.ToBytes());
    channels.add(channel);
    dialer.onConnecting(channel.newSucceededFuture());
    channel.pipeline().addLast("connection", new ConnectionHandler((Connection) dialer));
    channel.pipeline().fireChannelActive();
    return channel;
  }

  MqttMessage connAck(MqttConnectReturnCode code, int keepAliveSeconds) {
    connAckProperties.add(new IntegerProperty(MqttProperties.SERVER_KEEP_ALIVE, keepAliveSeconds));
    return MqttMessageBuilders.connAck().returnCode(code).properties(connAckProperties).build();
  }

  /// How long until anything happens that the link waits for.
  Duration untilNextTimer() {
    return Duration.ofNanos(loop.runScheduledPendingTasks());
  }

  void pass(Duration time) {
    // In steps, as one timer sets the next.
    long step =
        TimeUnit.MILLISECONDS.toNanos(time.compareTo(Duration.ofMinutes(10)) < 0 ? 1 : 1000);
    for (long passed = 0; passed < time.toNanos(); passed += step) {
      now += step;
      loop.advanceTimeBy(step, TimeUnit.NANOSECONDS);
      loop.runPendingTasks();
    }
  }

  ByteBuf publish(String text) {
    Pending pending = pending(text, false);
    link.publish(pending);
    link.flush();
    return pending.payload;
  }

  static Pending pending(String text, boolean outcome) {
    return new Pending("CP1/in", NO_PROPERTIES, Unpooled.copiedBuffer(text, UTF_8), outcome);
  }

  /// Lets nobody pass while it is busy.
  static final class Gate implements ReconnectGate {

    boolean busy;
    int asked;
    int givenUp;

    @Override
    public Pass ask(Executor executor, Runnable connect) {
      asked++;
      if (!busy) {
        executor.execute(connect);
      }
      return () -> givenUp++;
    }

    @Override
    public boolean isBusy() {
      return busy;
    }
  }

  static final class FlushCount extends ChannelOutboundHandlerAdapter {

    int count;

    @Override
    public boolean isSharable() {
      return true;
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
      count++;
      ctx.flush();
    }
  }

  static final class Events implements LinkListener, LinkMetrics {

    final List<Kind> ends = new ArrayList<>();
    final List<Kind> losses = new ArrayList<>();
    final List<String> messages = new ArrayList<>();
    final List<Boolean> writable = new ArrayList<>();
    final List<Integer> refusals = new ArrayList<>();
    final List<String> refused = new ArrayList<>();
    boolean quiet = true;
    int askedForQuiet;
    int unsubscribed;
    int closed;
    int lost;

    @Override
    public void onLinkUp() {}

    @Override
    public void onLinkLost(LinkEnd end) {
      losses.add(end.kind());
    }

    @Override
    public void onMessage(ByteBuf payload, @Nullable Duration expiry) {
      messages.add(payload.toString(UTF_8));
    }

    @Override
    public void onUnsubscribed() {
      unsubscribed++;
    }

    @Override
    public void onLinkReadComplete() {}

    @Override
    public void onLinkWritable(boolean nowWritable) {
      writable.add(nowWritable);
    }

    @Override
    public void onPublishRefused(ByteBuf payload) {
      refused.add(payload.toString(UTF_8));
    }

    @Override
    public boolean isQuiet() {
      askedForQuiet++;
      return quiet;
    }

    @Override
    public void onLinkEnd(LinkEnd end) {
      ends.add(end.kind());
    }

    @Override
    public void onLinkClosed() {
      closed++;
    }

    @Override
    public void onConnectionEnd(Kind kind) {}

    @Override
    public void onReconnected() {}

    @Override
    public void onPublishRefused(int reasonCode) {
      refusals.add(reasonCode);
    }

    @Override
    public void onPublishLost() {
      lost++;
    }
  }
}
