package io.ocppgateway.gateway.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class ThroughputTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int BYTES = 512 * 1024;
  private static final int LONGEST = 128 * 1024;

  /// @param at when it passed, in nanoseconds
  private record Passed(long at, int bytes) {}

  /// Some who sends has a rest now and then, and looks late whether he may go on.
  ///
  /// @param restNanos before it
  private record Message(int bytes, long restNanos) {}

  @Property
  void noSecondHoldsMoreThanItMay(
      @ForAll @IntRange(min = 1, max = 200) int messages,
      @ForAll @Size(min = 1, max = 300) List<@IntRange(max = LONGEST) Integer> sizes,
      @ForAll @LongRange(min = 0, max = 2_000_000_000) long rest,
      @ForAll @IntRange(min = 1, max = 50) int restEvery) {
    Throughput throughput = Throughput.inAny(SECOND, messages, BYTES);

    List<Passed> passed = new ArrayList<>();
    Sender sender = new Sender(throughput);
    for (int i = 0; i < sizes.size(); i++) {
      sender.now += i % restEvery == 0 ? rest : 0;
      passed.add(sender.send(sizes.get(i)));
    }

    assertThat(passed)
        .allSatisfy(first -> {
          List<Passed> within =
              passed.stream()
                  .filter(each -> each.at >= first.at && each.at - first.at < SECOND.toNanos())
                  .toList();
          assertThat(within).hasSizeLessThanOrEqualTo(messages);
          assertThat(within.stream().mapToLong(Passed::bytes).sum()).isLessThanOrEqualTo(BYTES);
        });
  }

  @Test
  void fifthAndOneComeAtOnceAndFourFifthsInTheLongRun() {
    Sender sender = new Sender(Throughput.inAny(SECOND, 40, BYTES));

    List<Long> times = new ArrayList<>();
    for (int i = 0; i < 9 + 320; i++) {
      times.add(sender.send(100).at);
    }

    assertThat(times.subList(0, 9)).containsOnly(0L);
    assertThat(times.get(9)).isPositive();
    assertThat(times.getLast()).isEqualTo(TimeUnit.SECONDS.toNanos(10));
  }

  @Test
  void longMessagesGoAtTwoThirdsOfTheBytes() {
    Sender sender = new Sender(Throughput.inAny(SECOND, 40, BYTES));

    long first = sender.send(LONGEST).at;
    long last = 0;
    for (int i = 0; i < 80; i++) {
      last = sender.send(LONGEST).at;
    }

    assertThat(first).isZero();
    assertThat(Duration.ofNanos(last)).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(31));
  }

  @Test
  void oneASecondIsOneEachSecond() {
    Sender sender = new Sender(Throughput.inAny(SECOND, 1, BYTES));

    sender.send(100);
    long second = sender.send(100).at;
    long third = sender.send(100).at;

    assertThat(second).isEqualTo(SECOND.toNanos());
    assertThat(third).isEqualTo(2 * SECOND.toNanos());
  }

  @Test
  void restIsNotSavedForLater() {
    Sender sender = new Sender(Throughput.inAny(SECOND, 40, BYTES));
    sender.now = Duration.ofDays(1).toNanos();

    List<Long> times = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      times.add(sender.send(100).at);
    }

    assertThat(times.getLast()).isGreaterThan(times.getFirst());
  }

  @Test
  void unlimitedLetsEverythingPassAtOnce() {
    Sender sender = new Sender(Throughput.UNLIMITED);

    for (int i = 0; i < 10_000; i++) {
      sender.send(LONGEST);
    }

    assertThat(sender.now).isZero();
  }

  @Test
  void noMessagesAreNoThroughput() {
    assertThatThrownBy(() -> Throughput.inAny(SECOND, 0, BYTES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 events in PT1S");
  }

  /// Sends as fast as it may, in a time of its own.
  private static final class Sender {

    private final Throughput throughput;
    private long now;
    private long paidUntil;

    Sender(Throughput throughput) {
      this.throughput = throughput;
    }

    Passed send(int bytes) {
      now += throughput.waitNanos(paidUntil, bytes, now);
      paidUntil = throughput.take(paidUntil, bytes, now);
      return new Passed(now, bytes);
    }
  }
}
