package io.ocppgateway.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttPubAckMessage;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.ocppgateway.gateway.mqtt.LinkEnd.Kind;
import io.ocppgateway.gateway.mqtt.endpoint.Dialer;
import io.ocppgateway.ocpp.ChargePointId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// One link over connections that exist in memory only, in a time of their own.
final class LinkTest {

  private static final byte[] NO_PROPERTIES = {0};
  private static final int NO_KEEP_ALIVE = 0;
  private static final int KEEP_ALIVE_SECONDS = 20;
  private static final int QUOTA_EXCEEDED = 0x97;
  private static final int NOT_AUTHORIZED = 0x87;

  /// Where the link's timers run.
  private final EmbeddedChannel loop = new EmbeddedChannel();

  private final List<Dialer> dialers = new ArrayList<>();
  private final List<EmbeddedChannel> channels = new ArrayList<>();
  private final Events events = new Events();
  private final FlushCount flushes = new FlushCount();
  private final MqttProperties connAckProperties = new MqttProperties();
  private final Gate gate = new Gate();
  private long now;
  private final Broker broker =
      new Broker(
          (dialer, _) -> dialers.add(dialer),
          new LinkRules(Duration.ofSeconds(60), Duration.ofHours(23), 1024 * 1024),
          gate,
          events,
          () -> now);
  private final Link link =
      new Link(LinkName.of(new ChargePointId("CP1")), loop.eventLoop(), events, broker);

  @AfterEach
  void close() {
    link.close();
    channels.forEach(EmbeddedChannel::finishAndReleaseAll);
    loop.finishAndReleaseAll();
  }

  @Test
  void linkThatNeverComesAboutIsGivenUpWhenPatienceIsOver() {
    pass(Duration.ofSeconds(59));
    List<Kind> before = List.copyOf(events.ends);

    pass(Duration.ofSeconds(22));

    assertThat(before).isEmpty();
    assertThat(events.ends).containsExactly(Kind.UNREACHABLE);
    assertThat(dialers).hasSizeGreaterThan(1);
    assertThat(events.closed).isOne();
  }

  @Test
  void linkThatWasUpTriesForever() {
    cut(bringUp());

    pass(Duration.ofHours(2));

    assertThat(events.ends).isEmpty();
    assertThat(events.losses).containsExactly(Kind.CUT);
    assertThat(dialers).hasSizeGreaterThan(60);
  }

  @Test
  void whatIsNotAcknowledgedIsPublishedAgainBeforeWhatCameSince() {
    EmbeddedChannel first = bringUp();
    publish("1");
    publish("2");
    acknowledge(first, 1, 0);
    cut(first);
    publish("3");

    EmbeddedChannel second = bringUp();

    assertThat(published(second)).containsExactly("2 again", "3");
  }

  @Test
  void whatTheBrokerHasNoRoomForIsPublishedAgainAfterAPause() {
    EmbeddedChannel channel = bringUp();
    publish("1");
    published(channel);

    acknowledge(channel, 1, QUOTA_EXCEEDED);
    publish("2");
    List<String> atOnce = published(channel);
    pass(Duration.ofSeconds(1));

    assertThat(atOnce).isEmpty();
    assertThat(published(channel)).containsExactly("1", "2");
    assertThat(events.refusals).containsExactly(QUOTA_EXCEEDED);
    assertThat(events.lost).isZero();
  }

  @Test
  void whatTheBrokerRefusesIsLostAndCounted() {
    EmbeddedChannel channel = bringUp();
    ByteBuf payload = publish("1");

    acknowledge(channel, 1, NOT_AUTHORIZED);

    assertThat(events.refusals).containsExactly(NOT_AUTHORIZED);
    assertThat(events.lost).isOne();
    assertThat(payload.refCnt()).isZero();
  }

  @Test
  void brokerTellsWhatItTakes() {
    int before = link.maxPayloadBytes();

    bringUpLimited(10_000);

    assertThat(before).isEqualTo(128 * 1024);
    assertThat(link.maxPayloadBytes()).isBetween(9_700, 10_000);
  }

  @Test
  void whatTheNextBrokerDoesNotTakeIsLostAndTheRestIsPublished() {
    cut(bringUp());
    ByteBuf tooLong = publish("x".repeat(2_000));
    publish("short");

    EmbeddedChannel second = bringUpLimited(1_000);

    assertThat(published(second)).containsExactly("short");
    assertThat(tooLong.refCnt()).isZero();
    assertThat(events.lost).isOne();
  }

  @Test
  void fullOutboxAsksForNoMoreEvenWhileTheLinkIsLost() {
    cut(bringUp());

    for (int i = 0; i < Outbox.MAX_IN_FLIGHT; i++) {
      publish("x");
    }
    EmbeddedChannel second = bringUp();
    acknowledge(second, 1, 0);

    assertThat(events.writable).containsExactly(false, true);
  }

  @Test
  void closingWaitsForAcknowledgements() {
    EmbeddedChannel channel = bringUp();
    publish("1");

    link.close();
    boolean closedAtOnce = events.closed > 0;
    acknowledge(channel, 1, 0);

    assertThat(closedAtOnce).isFalse();
    assertThat(events.closed).isOne();
    assertThat(lastPacket(channel)).isEqualTo(MqttMessageType.DISCONNECT);
    assertThat(events.ends).isEmpty();
  }

  @Test
  void closingDoesNotWaitForever() {
    bringUp();
    publish("1");

    link.close();
    pass(Duration.ofSeconds(5));

    assertThat(events.closed).isOne();
    assertThat(events.lost).isOne();
  }

  @Test
  void whatTellsOfACommandIsPublishedByTheGatewayItself() {
    EmbeddedChannel channel = bringUp();
    publish("call");
    link.publish(pending("outcome", true));
    takeOver(channel);
    link.publish(pending("later outcome", true));

    pass(Duration.ofSeconds(1));
    EmbeddedChannel own = accept(dialers.getLast(), NO_KEEP_ALIVE);

    assertThat(published(own)).containsExactlyInAnyOrder("outcome", "later outcome");
    assertThat(events.ends).containsExactly(Kind.TAKEN_OVER);
    assertThat(events.lost).as("the call").isOne();
  }

  @Test
  void messagesThatAreHeldBackAreNotAcknowledged() {
    EmbeddedChannel channel = bringUp();
    link.setReading(false);

    deliver(channel, 7, MqttQoS.AT_LEAST_ONCE, false, "held");
    channel.flush();
    List<MqttMessageType> whileHeld = packets(channel);
    link.setReading(true);
    link.flush();

    assertThat(whileHeld).isEmpty();
    assertThat(packets(channel)).containsExactly(MqttMessageType.PUBACK);
    assertThat(events.messages).containsExactly("held");
  }

  @Test
  void messageThatIsHeldBackIsHandedOverOnceHoweverOftenItIsSent() {
    EmbeddedChannel channel = bringUp();
    link.setReading(false);

    deliver(channel, 7, MqttQoS.AT_LEAST_ONCE, false, "held");
    deliver(channel, 7, MqttQoS.AT_LEAST_ONCE, true, "held");

    assertThat(events.messages).containsExactly("held");
  }

  @Test
  void floodThatNeedsNoAcknowledgementIsReadNoFurther() {
    EmbeddedChannel channel = bringUp();
    link.setReading(false);

    for (int i = 0; i < 5; i++) {
      deliver(channel, 0, MqttQoS.AT_MOST_ONCE, false, "x".repeat(64 * 1024));
    }
    boolean readDuringTheFlood = channel.config().isAutoRead();
    link.setReading(true);

    assertThat(readDuringTheFlood).isFalse();
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void silenceOfABrokerThatIsReadIsALoss() {
    EmbeddedChannel channel = bringUp(KEEP_ALIVE_SECONDS);

    pass(Duration.ofSeconds(2 * KEEP_ALIVE_SECONDS));

    assertThat(packets(channel)).containsOnly(MqttMessageType.PINGREQ);
    assertThat(events.losses).containsExactly(Kind.LOST);
  }

  @Test
  void silenceOfABrokerThatIsNotReadIsNone() {
    EmbeddedChannel channel = bringUp(KEEP_ALIVE_SECONDS);
    channel.config().setAutoRead(false);

    pass(Duration.ofSeconds(2 * KEEP_ALIVE_SECONDS));

    assertThat(events.losses).isEmpty();
  }

  @Test
  void aQuietBrokerIsPingedAndAnswers() {
    EmbeddedChannel channel = bringUp(KEEP_ALIVE_SECONDS);

    for (int i = 0; i < 10; i++) {
      pass(Duration.ofSeconds(KEEP_ALIVE_SECONDS));
      channel.writeInbound(MqttMessage.PINGRESP);
    }

    assertThat(packets(channel))
        .hasSizeGreaterThanOrEqualTo(10)
        .containsOnly(MqttMessageType.PINGREQ);
    assertThat(events.losses).isEmpty();
  }

  @Test
  void aBrokerThatIsSpokenToIsNotPinged() {
    EmbeddedChannel channel = bringUp(KEEP_ALIVE_SECONDS);

    for (int i = 1; i <= 10; i++) {
      publish("x");
      pass(Duration.ofSeconds(KEEP_ALIVE_SECONDS / 4));
      acknowledge(channel, i, 0);
    }

    assertThat(packets(channel)).containsOnly(MqttMessageType.PUBLISH);
  }

  @Test
  void connectionIsRenewedAtAQuietMomentBeforeItsDay() {
    EmbeddedChannel channel = bringUp();
    events.quiet = false;

    for (int i = 0; i < 23 * 6 && events.askedForQuiet == 0; i++) {
      pass(Duration.ofMinutes(10));
    }
    boolean keptWhileBusy = channel.isOpen();
    events.quiet = true;
    pass(Duration.ofSeconds(11));

    assertThat(keptWhileBusy).isTrue();
    assertThat(lastPacket(channel)).isEqualTo(MqttMessageType.DISCONNECT);
    assertThat(events.losses).containsExactly(Kind.RENEWED);
    assertThat(dialers).hasSize(2);
  }

  @Test
  void busyConnectionIsRenewedInTheEndNevertheless() {
    bringUp();
    events.quiet = false;

    pass(Duration.ofHours(24));

    assertThat(events.losses).containsExactly(Kind.RENEWED);
  }

  @Test
  void firstConnectIsNotAskedForAndEveryOtherIs() {
    pass(Duration.ofMillis(1));
    int before = gate.asked;
    dial(dialers.getLast())
        .writeInbound(connAck(MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_BUSY, NO_KEEP_ALIVE));
    pass(Duration.ofSeconds(3));
    int afterFailure = gate.asked;

    cut(bringUp());
    pass(Duration.ofSeconds(5));

    assertThat(before).isZero();
    assertThat(afterFailure).isOne();
    assertThat(gate.asked).isEqualTo(2);
  }

  @Test
  void renewalWaitsWhileOthersWaitAtTheGate() {
    EmbeddedChannel channel = bringUp();
    gate.busy = true;

    for (int i = 0; i < 23 * 6 && events.askedForQuiet == 0; i++) {
      pass(Duration.ofMinutes(10));
    }
    boolean keptWhileBusy = channel.isOpen();
    gate.busy = false;
    pass(Duration.ofSeconds(11));

    assertThat(keptWhileBusy).isTrue();
    assertThat(events.losses).containsExactly(Kind.RENEWED);
  }

  @Test
  void linkThatIsClosedAtTheGateLeavesIt() {
    cut(bringUp());
    gate.busy = true;
    pass(Duration.ofSeconds(3));

    link.close();

    assertThat(gate.givenUp).isOne();
    assertThat(events.closed).isOne();
    assertThat(dialers).hasSize(1);
  }

  @Test
  void secondConnectWaitsForItsSecond() {
    EmbeddedChannel channel = bringUp();
    cut(channel);

    pass(Duration.ofMillis(999));
    int before = dialers.size();
    pass(Duration.ofSeconds(2));

    assertThat(before).isOne();
    assertThat(dialers).hasSize(2);
  }

  @Test
  void brokerThatHasNoRoomYetIsAskedAgain() {
    pass(Duration.ofMillis(1));
    EmbeddedChannel channel = dial(dialers.getLast());

    channel.writeInbound(
        connAck(MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_BUSY, NO_KEEP_ALIVE));
    pass(Duration.ofSeconds(3));

    assertThat(events.ends).isEmpty();
    assertThat(dialers).hasSize(2);
  }

  @Test
  void whoWantsNoMoreMessagesIsToldWhenTheLastHasCome() {
    boolean withoutAConnection = link.unsubscribe();
    EmbeddedChannel channel = bringUp();

    boolean asked = link.unsubscribe();
    MqttMessageType packet = lastPacket(channel);
    deliver(channel, 7, MqttQoS.AT_LEAST_ONCE, false, "last");
    channel.writeInbound(
        MqttMessageBuilders.unsubAck()
            .packetId(Packets.UNSUBSCRIBE_PACKET_ID)
            .addReasonCode((short) 0)
            .build());

    assertThat(withoutAConnection).isFalse();
    assertThat(asked).isTrue();
    assertThat(packet).isEqualTo(MqttMessageType.UNSUBSCRIBE);
    assertThat(events.messages).containsExactly("last");
    assertThat(events.unsubscribed).isOne();
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void manyFramesAreFlushedOnce() {
    bringUp();
    int before = flushes.count;
    link.publish(pending("1", false));
    link.publish(pending("2", false));

    link.flush();
    link.flush();

    assertThat(flushes.count - before).isOne();
  }

  @Test
  void nothingFollowsTheGoodbye() {
    EmbeddedChannel channel = bringUp();
    link.close();
    MqttMessageType goodbye = lastPacket(channel);

    ByteBuf late = publish("late");

    assertThat(goodbye).isEqualTo(MqttMessageType.DISCONNECT);
    assertThat(packets(channel)).isEmpty();
    assertThat(late.refCnt()).isZero();
    assertThat(events.ends).isEmpty();
  }

  /// Waits until the link connects, and lets it.
  private EmbeddedChannel bringUp() {
    return bringUp(NO_KEEP_ALIVE);
  }

  /// @param keepAliveSeconds what the broker wants
  private EmbeddedChannel bringUp(int keepAliveSeconds) {
    int known = channels.size();
    for (int i = 0; i < 400 && dialers.size() == known; i++) {
      pass(Duration.ofMillis(100));
    }
    return accept(dialers.getLast(), keepAliveSeconds);
  }

  /// The same with a broker that says what it takes.
  private EmbeddedChannel bringUpLimited(int maxPacketBytes) {
    connAckProperties.add(new IntegerProperty(MqttProperties.MAXIMUM_PACKET_SIZE, maxPacketBytes));
    return bringUp();
  }

  private EmbeddedChannel accept(Dialer dialer, int keepAliveSeconds) {
    EmbeddedChannel channel = dial(dialer);
    channel.writeInbound(connAck(MqttConnectReturnCode.CONNECTION_ACCEPTED, keepAliveSeconds));
    channel.writeInbound(
        MqttMessageBuilders.subAck().packetId(1).addGrantedQos(MqttQoS.AT_LEAST_ONCE).build());
    packets(channel, MqttMessageType.PUBLISH);
    return channel;
  }

  private EmbeddedChannel dial(Dialer dialer) {
    EmbeddedChannel channel = new EmbeddedChannel(flushes);
    channels.add(channel);
    dialer.onConnecting(channel.newSucceededFuture());
    channel.pipeline().addLast("connection", new ConnectionHandler((Connection) dialer));
    channel.pipeline().fireChannelActive();
    return channel;
  }

  private MqttMessage connAck(MqttConnectReturnCode code, int keepAliveSeconds) {
    connAckProperties.add(new IntegerProperty(MqttProperties.SERVER_KEEP_ALIVE, keepAliveSeconds));
    return MqttMessageBuilders.connAck().returnCode(code).properties(connAckProperties).build();
  }

  private void pass(Duration time) {
    // In steps, as one timer sets the next.
    long step =
        TimeUnit.MILLISECONDS.toNanos(time.compareTo(Duration.ofMinutes(10)) < 0 ? 1 : 1000);
    for (long passed = 0; passed < time.toNanos(); passed += step) {
      now += step;
      loop.advanceTimeBy(step, TimeUnit.NANOSECONDS);
      loop.runPendingTasks();
    }
  }

  private ByteBuf publish(String text) {
    Pending pending = pending(text, false);
    link.publish(pending);
    link.flush();
    return pending.payload;
  }

  private static Pending pending(String text, boolean outcome) {
    return new Pending("CP1/in", NO_PROPERTIES, Unpooled.copiedBuffer(text, UTF_8), outcome);
  }

  private static void cut(EmbeddedChannel channel) {
    channel.close();
  }

  private static void takeOver(EmbeddedChannel channel) {
    channel.writeInbound(
        MqttMessageBuilders.disconnect()
            .reasonCode((byte) 0x8E)
            .properties(MqttProperties.NO_PROPERTIES)
            .build());
  }

  private static void acknowledge(EmbeddedChannel channel, int packetId, int reasonCode) {
    channel.writeInbound(
        new MqttPubAckMessage(
            new MqttFixedHeader(MqttMessageType.PUBACK, false, MqttQoS.AT_MOST_ONCE, false, 0),
            new MqttPubReplyMessageVariableHeader(
                packetId, (byte) reasonCode, MqttProperties.NO_PROPERTIES)));
  }

  private static void deliver(
      EmbeddedChannel channel, int packetId, MqttQoS qos, boolean again, String text) {
    channel.writeInbound(
        new MqttPublishMessage(
            new MqttFixedHeader(MqttMessageType.PUBLISH, again, qos, false, 0),
            new MqttPublishVariableHeader("CP1/out", packetId, MqttProperties.NO_PROPERTIES),
            Unpooled.copiedBuffer(text, UTF_8)));
  }

  private static List<String> published(EmbeddedChannel channel) {
    List<String> texts = new ArrayList<>();
    for (MqttMessage packet : read(channel)) {
      if (packet instanceof MqttPublishMessage publish) {
        texts.add(
            publish.payload().toString(UTF_8) + (publish.fixedHeader().isDup() ? " again" : ""));
        publish.release();
      }
    }
    return texts;
  }

  private static List<MqttMessageType> packets(EmbeddedChannel channel) {
    return read(channel).stream().map(packet -> packet.fixedHeader().messageType()).toList();
  }

  /// Reads past everything up to the first packet of a type.
  private static void packets(EmbeddedChannel channel, MqttMessageType end) {
    while (channel.outboundMessages().peek() instanceof MqttMessage packet
        && packet.fixedHeader().messageType() != end) {
      channel.readOutbound();
    }
  }

  private static MqttMessageType lastPacket(EmbeddedChannel channel) {
    return packets(channel).getLast();
  }

  private static List<MqttMessage> read(EmbeddedChannel channel) {
    List<MqttMessage> packets = new ArrayList<>();
    for (Object packet = channel.readOutbound(); packet != null; packet = channel.readOutbound()) {
      packets.add(packet instanceof ByteBuf bytes ? decoded(bytes) : (MqttMessage) packet);
    }
    return packets;
  }

  /// A publish comes as the bytes that it is.
  private static MqttMessage decoded(ByteBuf bytes) {
    EmbeddedChannel encoder = new EmbeddedChannel(MqttEncoder.INSTANCE);
    encoder.writeOutbound(Packets.connect("CP1"));
    ByteBuf connect = encoder.readOutbound();
    EmbeddedChannel decoder = new EmbeddedChannel(new MqttDecoder());
    decoder.writeInbound(connect, bytes);
    MqttConnectMessage _ = decoder.readInbound();
    MqttPublishMessage publish = decoder.readInbound();
    MqttMessage copy = publish.replace(Unpooled.copiedBuffer(publish.payload()));
    publish.release();
    return copy;
  }

  /// Lets nobody pass while it is busy.
  private static final class Gate implements ReconnectGate {

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

  private static final class FlushCount extends ChannelOutboundHandlerAdapter {

    private int count;

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

  private static final class Events implements LinkListener, LinkMetrics {

    private final List<Kind> ends = new ArrayList<>();
    private final List<Kind> losses = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final List<Boolean> writable = new ArrayList<>();
    private final List<Integer> refusals = new ArrayList<>();
    private boolean quiet = true;
    private int askedForQuiet;
    private int unsubscribed;
    private int closed;
    private int lost;

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
