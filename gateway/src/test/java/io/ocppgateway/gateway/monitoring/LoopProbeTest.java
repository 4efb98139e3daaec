package io.ocppgateway.gateway.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoopGroup;
import io.ocppgateway.gateway.metrics.Metrics;
import io.ocppgateway.gateway.metrics.PrometheusText;
import io.ocppgateway.gateway.transport.Transport;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoopProbeTest {

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final EventLoopGroup loops = Transport.nio().newEventLoops(2, "test");
  private final AtomicLong now = new AtomicLong();
  private final Metrics metrics = new Metrics();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void endLoops() {
    release.countDown();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void oneLoopThatIsStuckForTenSecondsIsEnough() {
    LoopProbe probe = new LoopProbe(loops, metrics, now::get);
    boolean before = probe.areAlive();
    CountDownLatch begun = new CountDownLatch(1);
    loops
        .next()
        .execute(() -> {
          begun.countDown();
          awaitOpen(release);
        });
    awaitOpen(begun);

    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(10_200));
    boolean justBefore = probe.areAlive();
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(51));
    boolean stuck = probe.areAlive();
    release.countDown();

    assertThat(before).isTrue();
    assertThat(justBefore).isTrue();
    assertThat(stuck).isFalse();
    await().atMost(DEADLINE).until(probe::areAlive);
  }

  @Test
  void lagIsToldWithItsMaximum() {
    try (LoopProbe _ = new LoopProbe(loops, metrics, now::get)) {
      now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1_250));

      await()
          .atMost(DEADLINE)
          .untilAsserted(() ->
              assertThat(PrometheusText.of(metrics.read()))
                  .contains("ocpp_gateway_event_loop_lag_max_seconds 1\n")
                  .doesNotContain("ocpp_gateway_event_loop_lag_seconds_sum 0\n"));
    }
  }

  private static void awaitOpen(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
