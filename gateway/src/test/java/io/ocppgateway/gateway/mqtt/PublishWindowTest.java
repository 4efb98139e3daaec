package io.ocppgateway.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

final class PublishWindowTest {

  private final PublishWindow window = new PublishWindow();

  @Test
  void payloadsComeOutInOrderUntilTheWindowIsFull() {
    ByteBuf first = Unpooled.buffer();
    ByteBuf second = Unpooled.buffer();
    window.limitTo(1);
    window.add(first);
    window.add(second);

    ByteBuf given = window.next();

    assertThat(given).isSameAs(first);
    assertThat(window.isFull()).isTrue();
    assertThat(window.next()).isNull();
  }

  @Test
  void acknowledgementOpensTheWindow() {
    ByteBuf second = Unpooled.buffer();
    window.limitTo(1);
    window.add(Unpooled.buffer());
    window.add(second);
    window.next();

    window.onAcknowledged();

    assertThat(window.isFull()).isFalse();
    assertThat(window.next()).isSameAs(second);
  }

  @Test
  void windowIsNeverWiderThanAwsTakes() {
    window.limitTo(0xFFFF);

    for (int i = 0; i < PublishWindow.MAX_IN_FLIGHT; i++) {
      window.add(Unpooled.buffer());
      assertThat(window.next()).isNotNull();
    }

    assertThat(window.isFull()).isTrue();
  }

  @Test
  void packetIdsStartAgainAtOne() {
    for (int i = 1; i <= 0xFFFF; i++) {
      assertThat(window.nextPacketId()).isEqualTo(i);
    }

    assertThat(window.nextPacketId()).isEqualTo(1);
  }

  @Test
  void whatStillWaitsIsReleasedAtTheEnd() {
    ByteBuf waiting = Unpooled.buffer();
    window.add(waiting);

    window.release();

    assertThat(waiting.refCnt()).isZero();
  }
}
