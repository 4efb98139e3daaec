package io.ocppgateway.gateway.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Parties that answer when the test wants it, in a time of its own.
final class FirstContactTest {

  private final EmbeddedChannel loop = new EmbeddedChannel();
  private final List<String> attempts = new ArrayList<>();
  private final List<CompletableFuture<Void>> answers = new ArrayList<>();
  private int told;

  private final FirstContact contact;

  FirstContactTest() {
    loop.freezeTime();
    contact = begin(1);
  }

  @AfterEach
  void close() {
    loop.finishAndReleaseAll();
  }

  @Test
  void oneIsReachedAfterTheOtherAndTheEndIsToldOnce() {
    loop.runPendingTasks();
    List<String> first = List.copyOf(attempts);

    succeed();
    List<String> second = List.copyOf(attempts);
    boolean toldBefore = told > 0;
    succeed();
    pass(Duration.ofMinutes(10));

    assertThat(first).containsExactly("broker");
    assertThat(second).containsExactly("broker", "registry");
    assertThat(toldBefore).isFalse();
    assertThat(told).isOne();
    assertThat(attempts).hasSize(2);
  }

  @Test
  void whoDoesNotAnswerIsAskedAgainAndAgainEverMoreSlowly() {
    loop.runPendingTasks();

    for (int i = 0; i < 50; i++) {
      fail();
      pass(FirstContact.LAST_BOUND);
    }

    assertThat(attempts).hasSize(51).containsOnly("broker");
    assertThat(told).isZero();
  }

  @Test
  void attemptsDoNotHurry() {
    loop.runPendingTasks();

    for (int millis = 0; millis < 600_000; millis += 100) {
      fail();
      pass(Duration.ofMillis(100));
    }

    // Every 15 s on average, and more often at first.
    assertThat(attempts).hasSizeBetween(25, 70);
  }

  @Test
  void gatewaysThatStartTogetherDoNotAskTogether() {
    loop.runPendingTasks();
    begin(2);
    loop.runPendingTasks();
    List<CompletableFuture<Void>> both = List.copyOf(answers);

    both.forEach(answer -> answer.completeExceptionally(new ConnectException("away")));
    loop.runPendingTasks();
    List<Integer> counts = new ArrayList<>();
    for (int millis = 0; millis < 1_000; millis++) {
      pass(Duration.ofMillis(1));
      counts.add(attempts.size());
    }

    assertThat(counts).contains(3).last().isEqualTo(4);
  }

  @Test
  void nobodyIsAskedAfterTheEnd() {
    loop.runPendingTasks();

    contact.close();
    fail();
    pass(FirstContact.LAST_BOUND);

    assertThat(attempts).hasSize(1);
  }

  private FirstContact begin(long seed) {
    return FirstContact.begin(
        List.of(party("broker"), party("registry")),
        loop.eventLoop(),
        new SplittableRandom(seed),
        () -> told++);
  }

  private Party party(String name) {
    return new Party(
        name,
        () -> {
          attempts.add(name);
          answers.add(new CompletableFuture<>());
          return answers.getLast();
        });
  }

  private void succeed() {
    answers.getLast().complete(null);
    loop.runPendingTasks();
  }

  private void fail() {
    answers.getLast().completeExceptionally(new ConnectException("away"));
    loop.runPendingTasks();
  }

  private void pass(Duration time) {
    loop.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    loop.runPendingTasks();
  }
}
