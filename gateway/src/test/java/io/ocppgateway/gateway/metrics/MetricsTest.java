package io.ocppgateway.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.ocppgateway.gateway.transport.Transport;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class MetricsTest {

  private enum Fruit {
    APPLE,
    SOUR_CHERRY
  }

  private final Metrics metrics = new Metrics();

  @Test
  void whatEventLoopsAndOtherThreadsAddIsAllThere() throws Exception {
    int threads = 4;
    int additions = 100_000;
    Sum sum = metrics.counter("things_total", "Things.");
    EventLoopGroup loops = Transport.nio().newEventLoops(threads, "test");
    try {
      Runnable adding = () -> add(sum, additions);
      List<Future<?>> running = new ArrayList<>();
      for (EventExecutor loop : loops) {
        running.add(loop.submit(adding));
      }
      adding.run();
      for (Future<?> each : running) {
        each.get(30, TimeUnit.SECONDS);
      }

      long value = sum.value();

      assertThat(value).isEqualTo((threads + 1L) * additions);
    } finally {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  @Test
  void whatAnEventLoopAddedStaysWhenItHasEnded() {
    Sum sum = metrics.counter("things_total", "Things.");
    EventLoopGroup loop = Transport.nio().newEventLoops(1, "test");
    loop.submit(sum::increment).syncUninterruptibly();

    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();

    assertThat(sum.value()).isEqualTo(1);
  }

  @Test
  void labelsAreTheConstantsInLowerCase() {
    SumByLabel<Fruit> eaten =
        metrics.counter("eaten_total", "Eaten.", "fruit", EnumSet.allOf(Fruit.class));

    eaten.increment(Fruit.SOUR_CHERRY);

    assertThat(metrics.read().getFirst().samples())
        .containsExactly(
            new Sample.Value(List.of(new Label("fruit", "apple")), 0),
            new Sample.Value(List.of(new Label("fruit", "sour_cherry")), 1));
  }

  @Test
  void durationsFallIntoTheFirstBucketThatHoldsThem() {
    Histogram histogram = metrics.histogram("wait_seconds", "Wait.", 1_000, 2_000);

    histogram.record(TimeUnit.MILLISECONDS.toNanos(1));
    histogram.record(TimeUnit.MILLISECONDS.toNanos(1) + 1);
    histogram.record(TimeUnit.SECONDS.toNanos(1));

    assertThat(histogram.read())
        .isEqualTo(
            new Sample.Distribution(
                List.of(
                    new Bucket(0.001, 1),
                    new Bucket(0.002, 1),
                    new Bucket(Double.POSITIVE_INFINITY, 1)),
                1.002000001));
  }

  @Test
  void nameIsTakenOnce() {
    metrics.counter("things_total", "Things.");

    assertThatThrownBy(() -> metrics.gauge("things_total", "Things.", () -> 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("things_total");
  }

  private static void add(Sum sum, int additions) {
    for (int i = 0; i < additions; i++) {
      sum.increment();
    }
  }
}
