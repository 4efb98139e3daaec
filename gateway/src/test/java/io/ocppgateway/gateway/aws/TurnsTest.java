package io.ocppgateway.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.gateway.registry.Overloaded;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class TurnsTest {

  private static final Duration PATIENT = Duration.ofMinutes(1);

  private final CompletableFuture<String> answer = new CompletableFuture<>();
  private final AtomicInteger running = new AtomicInteger();

  @Test
  void callWaitsForItsTurn() {
    Turns turns = new Turns("Ask", 1, 1, PATIENT, Pace.ofPerSecond(0));
    CompletableFuture<String> first = call(turns);
    await().until(() -> running.get() == 1);
    CompletableFuture<String> second = call(turns);

    answer.complete("yes");

    assertThat(first).succeedsWithin(PATIENT).isEqualTo("yes");
    assertThat(second).succeedsWithin(PATIENT).isEqualTo("yes");
  }

  @Test
  void callThatFindsTooManyWaitingFailsAtOnce() {
    Turns turns = new Turns("Ask", 1, 0, PATIENT, Pace.ofPerSecond(0));
    CompletableFuture<String> first = call(turns);
    await().until(() -> running.get() == 1);

    assertThatThrownBy(() -> turns.take(() -> "never"))
        .isInstanceOf(Overloaded.class)
        .hasMessage("Ask: more than 0 calls wait already");

    answer.complete("yes");
    assertThat(first).succeedsWithin(PATIENT);
  }

  @Test
  void callThatHasWaitedTooLongFails() {
    Turns turns = new Turns("Ask", 1, 1, Duration.ZERO, Pace.ofPerSecond(0));
    CompletableFuture<String> first = call(turns);
    await().until(() -> running.get() == 1);

    assertThatThrownBy(() -> turns.take(() -> "never"))
        .isInstanceOf(Overloaded.class)
        .hasMessage("Ask: no turn within 0 s");

    answer.complete("yes");
    assertThat(first).succeedsWithin(PATIENT);
  }

  @Test
  void failedCallGivesItsTurnBack() {
    Turns turns = new Turns("Ask", 1, 0, PATIENT, Pace.ofPerSecond(0));
    assertThatThrownBy(() ->
            turns.take(() -> {
              throw new IllegalStateException("down");
            }))
        .isInstanceOf(IllegalStateException.class);

    String next = turns.take(() -> "next");

    assertThat(next).isEqualTo("next");
  }

  private CompletableFuture<String> call(Turns turns) {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    Thread.startVirtualThread(() ->
        outcome.complete(
            turns.take(() -> {
              running.incrementAndGet();
              return answer.join();
            })));
    return outcome;
  }
}
