package io.ocppgateway.gateway.mqtt;

import static io.ocppgateway.gateway.mqtt.BrokerEnd.published;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a link leaves behind.
final class LeftoversTest {

  private static final Duration LONG_OUTAGE = Duration.ofHours(2);

  private final TestLink test = new TestLink();

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void outcomeOutlivesABrokerThatIsAwayForHours() {
    test.link.publish(TestLink.pending("outcome", true));
    test.link.close();

    test.pass(LONG_OUTAGE);
    EmbeddedChannel channel = test.accept(test.nextDialer(), TestLink.NO_KEEP_ALIVE);

    assertThat(published(channel)).containsExactly("outcome");
    assertThat(test.events.lost).isZero();
  }

  @Test
  void outcomesBeyondTheirBoundAreLostAndTold() {
    int bytes = 128 * 1024;
    int most = Leftovers.MAX_WAITING_BYTES / bytes;
    for (int i = 0; i < 2 * most; i++) {
      test.link.publish(TestLink.pending("x".repeat(bytes), true));
    }

    test.link.close();
    test.pass(Duration.ofSeconds(1));

    assertThat(test.events.lost).isBetween(most, most + 1);
  }

  @Test
  void callIsNotKept() {
    test.publish("call");

    test.link.close();

    assertThat(test.events.lost).isOne();
    assertThat(test.dialers).isEmpty();
  }
}
