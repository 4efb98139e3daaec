package io.ocppgateway.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.util.concurrent.DefaultEventExecutor;
import io.ocppgateway.gateway.admission.Admission.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AdmissionTest {

  private static final RandomGenerator RANDOM = new SplittableRandom(1);

  private final DefaultEventExecutor timer = new DefaultEventExecutor();
  private final List<Runnable> ran = new ArrayList<>();

  @AfterEach
  void stopTimer() {
    timer.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void aTaskGoesAheadAtOnceInQuietTimes() {
    Admission admission = admission(10, 5);
    List<String> told = new ArrayList<>();

    Answer answer = admission.ask(Arrival.HANDSHAKE, Runnable::run, () -> told.add("connect"));

    assertThat(answer).isInstanceOf(Answer.Granted.class);
    assertThat(told).containsExactly("connect");
  }

  @Test
  void everybodyWhoWaitsIsAdmittedInTheEnd() throws InterruptedException {
    Admission admission = admission(200, 1000);
    CountDownLatch admitted = new CountDownLatch(260);

    IntStream.range(0, 260)
        .forEach(_ -> admission.ask(Arrival.HANDSHAKE, timer, admitted::countDown));

    assertThat(admitted.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(admission.waiting(Arrival.HANDSHAKE)).isZero();
  }

  @Test
  void whoIsRefusedHearsWhenTheLineHasGone() {
    Admission admission =
        new Admission(new ConnectRate(0.5, 1), 10, timer, System::nanoTime, RANDOM);
    IntStream.range(0, 11).forEach(_ -> admission.ask(Arrival.HANDSHAKE, ran::add, () -> {}));

    Answer answer = admission.ask(Arrival.HANDSHAKE, ran::add, () -> {});

    assertThat(((Answer.Refused) answer).retryAfter()).isEqualTo(Duration.ofSeconds(25));
  }

  @Test
  void refusalsAreSpreadOverTime() {
    Admission admission =
        new Admission(new ConnectRate(0.5, 1), 0, timer, System::nanoTime, RANDOM);
    admission.ask(Arrival.HANDSHAKE, ran::add, () -> {});

    List<Duration> holds =
        IntStream.range(0, 1000)
            .mapToObj(_ -> admission.ask(Arrival.HANDSHAKE, ran::add, () -> {}))
            .map(answer -> ((Answer.Refused) answer).answerAfter())
            .sorted()
            .toList();

    assertThat(holds.getFirst()).isLessThan(Duration.ofSeconds(1));
    assertThat(holds.get(500)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
    assertThat(holds.getLast()).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(20));
  }

  @Test
  void whoGivesUpInLineIsNeverRun() {
    Admission admission =
        new Admission(new ConnectRate(0.001, 1), 10, timer, System::nanoTime, RANDOM);
    admission.ask(Arrival.HANDSHAKE, ran::add, () -> {});
    Answer waits = admission.ask(Arrival.HANDSHAKE, ran::add, () -> {});

    ((Answer.Granted) waits).pass().giveUp();

    assertThat(admission.waiting(Arrival.HANDSHAKE)).isZero();
  }

  @Test
  void whoGivesUpBetweenAdmissionAndItsTurnOnTheLoopIsNotRun() {
    Admission admission = admission(10, 5);
    List<String> told = new ArrayList<>();
    Answer granted = admission.ask(Arrival.RECONNECT, ran::add, () -> told.add("connect"));

    ((Answer.Granted) granted).pass().giveUp();
    ran.forEach(Runnable::run);

    assertThat(ran).hasSize(1);
    assertThat(told).isEmpty();
  }

  @Test
  void aRateThatAdmitsNobodyIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConnectRate.ofPerSecond(0))
        .withMessageContaining("0.0");
    assertThatIllegalArgumentException().isThrownBy(() -> ConnectRate.ofPerSecond(Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConnectRate.ofPerSecond(5).dividedAmong(0))
        .withMessageContaining("0 gateways");
  }

  private Admission admission(double perSecond, int maxWaiting) {
    return new Admission(
        ConnectRate.ofPerSecond(perSecond), maxWaiting, timer, System::nanoTime, RANDOM);
  }
}
