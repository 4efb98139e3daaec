package io.ocppgateway.gateway.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// Alone, so that no other class finds what is forgotten here.
@Isolated
final class LeakWatchTest {

  @Test
  void bufferThatIsReleasedIsNoLeak() {
    ByteBufAllocator.DEFAULT.buffer(10).release();

    assertThat(LeakWatch.leaks()).isEmpty();
  }

  @Test
  void bufferThatIsForgottenIsFoundOnce() {
    forgetABuffer();

    assertThat(LeakWatch.leaks())
        .singleElement()
        .asString()
        .startsWith("LEAK: ")
        .contains("forgetABuffer");
    assertThat(LeakWatch.leaks()).isEmpty();
  }

  private static void forgetABuffer() {
    ByteBufAllocator.DEFAULT.buffer(10).writeByte(1);
  }
}
