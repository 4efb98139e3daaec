package io.ocppgateway.gateway.mqtt;

import static io.ocppgateway.gateway.mqtt.BrokerEnd.acknowledge;
import static io.ocppgateway.gateway.mqtt.BrokerEnd.cut;
import static io.ocppgateway.gateway.mqtt.BrokerEnd.published;
import static io.ocppgateway.gateway.mqtt.TestLink.KEEP_ALIVE_SECONDS;
import static io.ocppgateway.gateway.mqtt.TestLink.QUOTA_EXCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How fast a link publishes.
final class PublishRateTest {

  private static final int PER_SECOND = 20;

  /// A fifth of them, and one.
  private static final int AT_ONCE = 5;

  private static final Duration STEP = Duration.ofMillis(10);
  private static final int STEPS_PER_SECOND = 100;

  private final TestLink test = new TestLink(PER_SECOND);
  private int acknowledged;

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void backlogIsPublishedNoFasterThanTheRateInOrderAndOnce() {
    cut(test.bringUp());
    List<String> backlog = publish(0, Outbox.MAX_IN_FLIGHT);

    EmbeddedChannel channel = test.bringUp();
    List<List<String>> steps = watch(channel, Duration.ofSeconds(7));

    assertThat(steps.stream().flatMap(List::stream)).containsExactlyElementsOf(backlog);
    assertThat(IntStream.rangeClosed(0, steps.size() - STEPS_PER_SECOND))
        .allSatisfy(from ->
            assertThat(
                    steps.subList(from, from + STEPS_PER_SECOND).stream()
                        .mapToInt(List::size)
                        .sum())
                .isLessThanOrEqualTo(PER_SECOND));
    assertThat(test.events.losses).hasSize(1);
    assertThat(test.events.lost).isZero();
  }

  @Test
  void rateIsUsedUp() {
    EmbeddedChannel channel = test.bringUp();
    publish(0, AT_ONCE + 80);

    List<String> first = published(channel);
    test.pass(Duration.ofMillis(5_200));

    assertThat(first).hasSize(AT_ONCE);
    assertThat(published(channel)).hasSize(80);
  }

  @Test
  void longMessagesGoNoFasterThanTheConnectionCarries() {
    EmbeddedChannel channel = test.bringUp();
    String longest = "x".repeat(BrokerLimits.MAX_PAYLOAD_BYTES);
    for (int i = 0; i < 8; i++) {
      test.publish(longest);
    }

    int atOnce = published(channel).size();
    test.pass(Duration.ofSeconds(1).minus(STEP));
    int inTheFirstSecond = atOnce + published(channel).size();

    assertThat(atOnce).isOne();
    assertThat(inTheFirstSecond).isBetween(2, 4);
  }

  @Test
  void whoeverPublishesLittleWaitsForNothingAndHasNoTimer() {
    EmbeddedChannel channel = test.bringUp();
    Duration idle = test.untilNextTimer();

    publish(0, AT_ONCE);

    assertThat(published(channel)).hasSize(AT_ONCE);
    assertThat(test.untilNextTimer()).isEqualTo(idle);
  }

  @Test
  void whatWaitsForItsTurnFillsTheBufferUntilItIsAcknowledged() {
    EmbeddedChannel channel = test.bringUp();

    publish(0, Outbox.MAX_IN_FLIGHT);
    List<Boolean> whileWaiting = List.copyOf(test.events.writable);
    watch(channel, STEP);

    assertThat(whileWaiting).containsExactly(false);
    assertThat(test.events.writable).containsExactly(false, true);
  }

  @Test
  void connectionThatIsLostMeanwhileCostsNoMessageAndNoOrder() {
    EmbeddedChannel first = test.bringUp();
    publish(0, 3 * AT_ONCE);
    cut(first);

    acknowledged = AT_ONCE;
    EmbeddedChannel second = test.bringUp();
    List<String> again =
        watch(second, Duration.ofSeconds(2)).stream().flatMap(List::stream).toList();

    assertThat(again)
        .containsExactlyElementsOf(
            IntStream.range(0, 3 * AT_ONCE)
                .mapToObj(i -> i < AT_ONCE ? i + " again" : String.valueOf(i))
                .toList());
  }

  @Test
  void timeToAcknowledgeBeginsWhenAMessageIsSent() {
    try (TestLink slow = new TestLink(1)) {
      EmbeddedChannel channel = slow.bringUp(KEEP_ALIVE_SECONDS);
      for (int i = 0; i < Outbox.MAX_IN_FLIGHT; i++) {
        slow.publish(String.valueOf(i));
      }

      // Each is acknowledged ten seconds after it was sent, when the last of them is old.
      for (int second = 1; second <= Outbox.MAX_IN_FLIGHT + 10; second++) {
        slow.pass(Duration.ofSeconds(1));
        channel.writeInbound(MqttMessage.PINGRESP);
        if (second > 10) {
          acknowledge(channel, second - 10, 0);
        }
      }

      assertThat(slow.events.losses).isEmpty();
      assertThat(slow.link.waiting()).isZero();
    }
  }

  @Test
  void brokerWithoutRoomIsLeftAloneForItsSecondThoughItIsSomebodysTurn() {
    EmbeddedChannel channel = test.bringUp();
    publish(0, 2 * AT_ONCE);
    published(channel);

    acknowledge(channel, 1, QUOTA_EXCEEDED);
    test.pass(Duration.ofMillis(900));
    List<String> meanwhile = published(channel);
    test.pass(Duration.ofMillis(200));

    assertThat(meanwhile).isEmpty();
    assertThat(published(channel).getFirst()).as("before what waits").isEqualTo("0");
  }

  @Test
  void closingLetsThoseThatWaitHaveTheirTurnForAFewSeconds() {
    EmbeddedChannel channel = test.bringUp();
    publish(0, 60);

    test.link.close();
    List<List<String>> steps = watch(channel, Duration.ofMillis(4_500));

    assertThat(steps.stream().mapToInt(List::size).sum()).isEqualTo(60);
    assertThat(test.events.closed).isOne();
    assertThat(test.events.lost).isZero();
  }

  @Test
  void closingIsBoundedHoweverManyWait() {
    test.bringUp();
    publish(0, Outbox.MAX_IN_FLIGHT);

    test.link.close();
    test.pass(Duration.ofSeconds(5));

    assertThat(test.events.closed).isOne();
    assertThat(test.events.lost).isEqualTo(Outbox.MAX_IN_FLIGHT);
  }

  private List<String> publish(int from, int count) {
    List<String> texts = IntStream.range(from, from + count).mapToObj(String::valueOf).toList();
    texts.forEach(test::publish);
    return texts;
  }

  /// What came in each step of a time, by a broker that acknowledges at once.
  private List<List<String>> watch(EmbeddedChannel channel, Duration time) {
    List<List<String>> steps = new ArrayList<>();
    for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(STEP)) {
      steps.add(published(channel));
      for (int i = 0; i < steps.getLast().size(); i++) {
        acknowledge(channel, ++acknowledged, 0);
      }
      test.pass(STEP);
    }
    return steps;
  }
}
