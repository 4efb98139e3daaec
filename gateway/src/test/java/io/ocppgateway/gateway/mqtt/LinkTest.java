package io.ocppgateway.gateway.mqtt;

import static io.ocppgateway.gateway.mqtt.BrokerEnd.acknowledge;
import static io.ocppgateway.gateway.mqtt.BrokerEnd.cut;
import static io.ocppgateway.gateway.mqtt.BrokerEnd.lastPacket;
import static io.ocppgateway.gateway.mqtt.BrokerEnd.packets;
import static io.ocppgateway.gateway.mqtt.TestLink.NO_KEEP_ALIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.ocppgateway.gateway.mqtt.reconnect.LinkEnd.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// When a link connects, and when it is over.
final class LinkTest {

  private final TestLink test = new TestLink();

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void linkThatNeverComesAboutIsGivenUpWhenPatienceIsOver() {
    test.pass(Duration.ofSeconds(59));
    List<Kind> before = List.copyOf(test.events.ends);

    test.pass(Duration.ofSeconds(22));

    assertThat(before).isEmpty();
    assertThat(test.events.ends).containsExactly(Kind.UNREACHABLE);
    assertThat(test.dialers).hasSizeGreaterThan(1);
    assertThat(test.events.closed).isOne();
  }

  @Test
  void linkThatWasUpTriesForever() {
    cut(test.bringUp());

    test.pass(Duration.ofHours(2));

    assertThat(test.events.ends).isEmpty();
    assertThat(test.events.losses).containsExactly(Kind.CUT);
    assertThat(test.dialers).hasSizeGreaterThan(60);
  }

  @Test
  void brokerThatIsRestartedNodeByNodeCostsTheLinkNothingButTime() {
    for (int i = 0; i < 6; i++) {
      cut(test.bringUp());
    }

    test.bringUp();

    assertThat(test.events.ends).isEmpty();
    assertThat(test.events.losses).hasSize(6).containsOnly(Kind.CUT);
  }

  @Test
  void whoIsCutAgainAndAgainIsTakenOverHoweverSoonTheOtherComesBack() {
    try (TestLink contended = TestLink.withSilentTakeovers()) {
      cut(contended.bringUp());
      for (int i = 0; i < 2; i++) {
        // Taken by the broker, and not subscribed yet.
        EmbeddedChannel channel = contended.dial(contended.nextDialer());
        channel.writeInbound(
            contended.connAck(MqttConnectReturnCode.CONNECTION_ACCEPTED, NO_KEEP_ALIVE));
        cut(channel);
      }

      assertThat(contended.events.ends).containsExactly(Kind.TAKEN_OVER);
      assertThat(contended.events.closed).isOne();
    }
  }

  @Test
  void closingWaitsForAcknowledgements() {
    EmbeddedChannel channel = test.bringUp();
    test.publish("1");

    test.link.close();
    boolean closedAtOnce = test.events.closed > 0;
    acknowledge(channel, 1, 0);

    assertThat(closedAtOnce).isFalse();
    assertThat(test.events.closed).isOne();
    assertThat(lastPacket(channel)).isEqualTo(MqttMessageType.DISCONNECT);
    assertThat(test.events.ends).isEmpty();
  }

  @Test
  void closingDoesNotWaitForever() {
    test.bringUp();
    test.publish("1");

    test.link.close();
    test.pass(Duration.ofSeconds(5));

    assertThat(test.events.closed).isOne();
    assertThat(test.events.lost).isOne();
  }

  @Test
  void nothingFollowsTheGoodbye() {
    EmbeddedChannel channel = test.bringUp();
    test.link.close();
    MqttMessageType goodbye = lastPacket(channel);

    ByteBuf late = test.publish("late");

    assertThat(goodbye).isEqualTo(MqttMessageType.DISCONNECT);
    assertThat(packets(channel)).isEmpty();
    assertThat(late.refCnt()).isZero();
    assertThat(test.events.ends).isEmpty();
  }

  @Test
  void secondConnectWaitsForItsSecond() {
    EmbeddedChannel channel = test.bringUp();
    cut(channel);

    test.pass(Duration.ofMillis(999));
    int before = test.dialers.size();
    test.pass(Duration.ofSeconds(2));

    assertThat(before).isOne();
    assertThat(test.dialers).hasSize(2);
  }

  @Test
  void brokerThatHasNoRoomYetIsAskedAgain() {
    test.pass(Duration.ofMillis(1));
    EmbeddedChannel channel = test.dial(test.dialers.getLast());

    channel.writeInbound(
        test.connAck(MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_BUSY, NO_KEEP_ALIVE));
    test.pass(Duration.ofSeconds(3));

    assertThat(test.events.ends).isEmpty();
    assertThat(test.dialers).hasSize(2);
  }

  @Test
  void firstConnectIsNotAskedForAndEveryOtherIs() {
    test.pass(Duration.ofMillis(1));
    int before = test.gate.asked;
    test.dial(test.dialers.getLast())
        .writeInbound(
            test.connAck(MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_BUSY, NO_KEEP_ALIVE));
    test.pass(Duration.ofSeconds(3));
    int afterFailure = test.gate.asked;

    cut(test.bringUp());
    test.pass(Duration.ofSeconds(5));

    assertThat(before).isZero();
    assertThat(afterFailure).isOne();
    assertThat(test.gate.asked).isEqualTo(2);
  }

  @Test
  void linkThatIsClosedAtTheGateLeavesIt() {
    cut(test.bringUp());
    test.gate.busy = true;
    test.pass(Duration.ofSeconds(3));

    test.link.close();

    assertThat(test.gate.givenUp).isOne();
    assertThat(test.events.closed).isOne();
    assertThat(test.dialers).hasSize(1);
  }

  @Test
  void connectionIsRenewedAtAQuietMomentBeforeItsDay() {
    EmbeddedChannel channel = test.bringUp();
    test.events.quiet = false;

    for (int i = 0; i < 23 * 6 && test.events.askedForQuiet == 0; i++) {
      test.pass(Duration.ofMinutes(10));
    }
    boolean keptWhileBusy = channel.isOpen();
    test.events.quiet = true;
    test.pass(Duration.ofSeconds(11));

    assertThat(keptWhileBusy).isTrue();
    assertThat(lastPacket(channel)).isEqualTo(MqttMessageType.DISCONNECT);
    assertThat(test.events.losses).containsExactly(Kind.RENEWED);
    assertThat(test.dialers).hasSize(2);
  }

  @Test
  void busyConnectionIsRenewedInTheEndNevertheless() {
    test.bringUp();
    test.events.quiet = false;

    test.pass(Duration.ofHours(24));

    assertThat(test.events.losses).containsExactly(Kind.RENEWED);
  }

  @Test
  void renewalWaitsWhileOthersWaitAtTheGate() {
    EmbeddedChannel channel = test.bringUp();
    test.gate.busy = true;

    for (int i = 0; i < 23 * 6 && test.events.askedForQuiet == 0; i++) {
      test.pass(Duration.ofMinutes(10));
    }
    boolean keptWhileBusy = channel.isOpen();
    test.gate.busy = false;
    test.pass(Duration.ofSeconds(11));

    assertThat(keptWhileBusy).isTrue();
    assertThat(test.events.losses).containsExactly(Kind.RENEWED);
  }
}
