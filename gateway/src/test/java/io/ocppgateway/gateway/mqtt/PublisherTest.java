package io.ocppgateway.gateway.mqtt;

import static io.ocppgateway.gateway.mqtt.BrokerEnd.acknowledge;
import static io.ocppgateway.gateway.mqtt.BrokerEnd.cut;
import static io.ocppgateway.gateway.mqtt.BrokerEnd.disconnect;
import static io.ocppgateway.gateway.mqtt.BrokerEnd.published;
import static io.ocppgateway.gateway.mqtt.BrokerEnd.takeOver;
import static io.ocppgateway.gateway.mqtt.TestLink.NOT_AUTHORIZED;
import static io.ocppgateway.gateway.mqtt.TestLink.NO_KEEP_ALIVE;
import static io.ocppgateway.gateway.mqtt.TestLink.QUOTA_EXCEEDED;
import static io.ocppgateway.gateway.mqtt.TestLink.SERVER_SHUTTING_DOWN;
import static io.ocppgateway.gateway.mqtt.TestLink.pending;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.ocppgateway.gateway.mqtt.reconnect.LinkEnd.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of the messages that a link publishes.
final class PublisherTest {

  private final TestLink test = new TestLink();

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void whatIsNotAcknowledgedIsPublishedAgainBeforeWhatCameSince() {
    EmbeddedChannel first = test.bringUp();
    test.publish("1");
    test.publish("2");
    acknowledge(first, 1, 0);
    cut(first);
    test.publish("3");

    EmbeddedChannel second = test.bringUp();

    assertThat(published(second)).containsExactly("2 again", "3");
  }

  @Test
  void whatTheBrokerHasNoRoomForIsPublishedAgainAfterAPause() {
    EmbeddedChannel channel = test.bringUp();
    test.publish("1");
    published(channel);

    acknowledge(channel, 1, QUOTA_EXCEEDED);
    test.publish("2");
    List<String> atOnce = published(channel);
    test.pass(Duration.ofSeconds(1));

    assertThat(atOnce).isEmpty();
    assertThat(published(channel)).containsExactly("1", "2");
    assertThat(test.events.refusals).containsExactly(QUOTA_EXCEEDED);
    assertThat(test.events.lost).isZero();
  }

  @Test
  void whatTheBrokerRefusesIsLostAndCountedAndTold() {
    EmbeddedChannel channel = test.bringUp();
    ByteBuf payload = test.publish("1");

    acknowledge(channel, 1, NOT_AUTHORIZED);

    assertThat(test.events.refusals).containsExactly(NOT_AUTHORIZED);
    assertThat(test.events.lost).isOne();
    assertThat(test.events.refused).containsExactly("1");
    assertThat(payload.refCnt()).isZero();
  }

  @Test
  void messageOverWhichTheBrokerEndsTheConnectionTwiceIsGivenUp() {
    EmbeddedChannel first = test.bringUp();
    test.publish("1");
    test.publish("2");
    test.publish("3");
    disconnect(first, NOT_AUTHORIZED);

    EmbeddedChannel second = test.bringUp();
    List<String> oneAtFirst = published(second);
    acknowledge(second, 4, 0);
    List<String> oneAfterIt = published(second);
    disconnect(second, NOT_AUTHORIZED);
    EmbeddedChannel third = test.bringUp();

    assertThat(oneAtFirst).containsExactly("1 again");
    assertThat(oneAfterIt).containsExactly("2 again");
    assertThat(published(third)).containsExactly("3 again");
    assertThat(test.events.refused).containsExactly("2");
    assertThat(test.events.refusals).containsExactly(NOT_AUTHORIZED);
    assertThat(test.events.lost).isOne();
    assertThat(test.events.losses).containsExactly(Kind.OBJECTED, Kind.OBJECTED);
  }

  @Test
  void onceTheSuspectsAreAcknowledgedTheRestGoesAsBefore() {
    EmbeddedChannel first = test.bringUp();
    test.publish("1");
    disconnect(first, NOT_AUTHORIZED);
    test.publish("2");
    test.publish("3");

    EmbeddedChannel second = test.bringUp();
    List<String> suspect = published(second);
    acknowledge(second, 2, 0);

    assertThat(suspect).containsExactly("1 again");
    assertThat(published(second)).containsExactly("2", "3");
    assertThat(test.events.refused).isEmpty();
  }

  @Test
  void brokerThatIsGoneBlamesNoMessageHoweverOften() {
    for (int i = 0; i < 5; i++) {
      EmbeddedChannel channel = test.bringUp();
      if (i == 0) {
        test.publish("1");
      }
      disconnect(channel, SERVER_SHUTTING_DOWN);
    }

    assertThat(published(test.bringUp())).containsExactly("1 again");
    assertThat(test.events.refused).isEmpty();
    assertThat(test.events.lost).isZero();
  }

  @Test
  void brokerTellsWhatItTakes() {
    int before = test.link.maxPayloadBytes();

    test.bringUpLimited(10_000);

    assertThat(before).isEqualTo(128 * 1024);
    assertThat(test.link.maxPayloadBytes()).isBetween(9_700, 10_000);
  }

  @Test
  void whatTheNextBrokerDoesNotTakeIsLostAndTheRestIsPublished() {
    cut(test.bringUp());
    ByteBuf tooLong = test.publish("x".repeat(2_000));
    test.publish("short");

    EmbeddedChannel second = test.bringUpLimited(1_000);

    assertThat(published(second)).containsExactly("short");
    assertThat(tooLong.refCnt()).isZero();
    assertThat(test.events.lost).isOne();
  }

  @Test
  void fullOutboxAsksForNoMoreEvenWhileTheLinkIsLost() {
    cut(test.bringUp());

    for (int i = 0; i < Outbox.MAX_IN_FLIGHT; i++) {
      test.publish("x");
    }
    EmbeddedChannel second = test.bringUp();
    acknowledge(second, 1, 0);

    assertThat(test.events.writable).containsExactly(false, true);
  }

  @Test
  void whatTellsOfACommandIsPublishedByTheGatewayItself() {
    EmbeddedChannel channel = test.bringUp();
    test.publish("call");
    test.link.publish(pending("outcome", true));
    takeOver(channel);
    test.link.publish(pending("later outcome", true));

    test.pass(Duration.ofSeconds(1));
    EmbeddedChannel own = test.accept(test.dialers.getLast(), NO_KEEP_ALIVE);

    assertThat(published(own)).containsExactlyInAnyOrder("outcome", "later outcome");
    assertThat(test.events.ends).containsExactly(Kind.TAKEN_OVER);
    assertThat(test.events.lost).as("the call").isOne();
  }

  @Test
  void manyFramesAreFlushedOnce() {
    test.bringUp();
    int before = test.flushes.count;
    test.link.publish(pending("1", false));
    test.link.publish(pending("2", false));

    test.link.flush();
    test.link.flush();

    assertThat(test.flushes.count - before).isOne();
  }
}
