package io.ocppgateway.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.ocppgateway.gateway.mqtt.LinkEnd.Kind;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LinkTest {

  private final FlushCount flushes = new FlushCount();
  private final EmbeddedChannel channel = new EmbeddedChannel(flushes);
  private final Ends ends = new Ends();
  private final Link link =
      new Link(new ChargePointId("CP1"), OcppVersion.V1_6, channel.eventLoop(), ends);

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void linkThatIsNotEvenBegunIsGivenUpInTime() {
    channel.advanceTimeBy(20, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();

    assertThat(ends.kinds).containsExactly(Kind.UNREACHABLE);
  }

  @Test
  void silenceOfABrokerThatIsReadIsALoss() {
    bringUp();

    channel.pipeline().fireUserEventTriggered(LinkKeepAlive.Verdict.SILENT);

    assertThat(ends.kinds).containsExactly(Kind.LOST);
  }

  @Test
  void silenceOfABrokerThatIsHeldBackIsNotItsFault() {
    bringUp();
    link.setReading(false);

    channel.pipeline().fireUserEventTriggered(LinkKeepAlive.Verdict.SILENT);

    assertThat(ends.kinds).containsExactly(Kind.HELD_BACK);
  }

  @Test
  void manyFramesAreFlushedOnce() {
    bringUp();
    int before = flushes.count;
    link.publish(frame());
    link.publish(frame());

    link.flush();
    link.flush();

    assertThat(flushes.count - before).isOne();
  }

  @Test
  void nothingFollowsTheGoodbye() {
    bringUp();
    ByteBuf late = frame();
    link.close();
    MqttMessage goodbye = channel.readOutbound();

    link.publish(late);
    link.write(Packets.publishAcknowledged(7));
    channel.flush();

    assertThat(goodbye.fixedHeader().messageType()).isEqualTo(MqttMessageType.DISCONNECT);
    assertThat(channel.<Object>readOutbound()).isNull();
    assertThat(late.refCnt()).isZero();
    assertThat(ends.kinds).isEmpty();
  }

  private void bringUp() {
    link.onConnecting(channel.newSucceededFuture());
    channel.pipeline().addLast("link", new LinkHandler(link));
    channel.writeInbound(
        MqttMessageBuilders.subAck().packetId(1).addGrantedQos(MqttQoS.AT_LEAST_ONCE).build());
  }

  private static ByteBuf frame() {
    return Unpooled.copiedBuffer("[2,\"1\",\"Heartbeat\",{}]", UTF_8);
  }

  private static final class FlushCount extends ChannelOutboundHandlerAdapter {

    private int count;

    @Override
    public void flush(ChannelHandlerContext ctx) {
      count++;
      ctx.flush();
    }
  }

  private static final class Ends implements LinkListener {

    private final List<Kind> kinds = new ArrayList<>();

    @Override
    public void onLinkUp() {}

    @Override
    public void onMessage(ByteBuf payload) {
      throw new AssertionError("no message was sent");
    }

    @Override
    public void onLinkReadComplete() {}

    @Override
    public void onLinkWritable(boolean writable) {}

    @Override
    public void onLinkEnd(LinkEnd end) {
      kinds.add(end.kind());
    }
  }
}
