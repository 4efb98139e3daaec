package io.ocppgateway.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import io.ocppgateway.ocpp.ChargePointId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AdmissionTest {

  private static final RandomGenerator RANDOM = new SplittableRandom(1);

  private final DefaultEventExecutor timer = new DefaultEventExecutor();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @AfterEach
  void stopTimer() {
    timer.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void aHandshakeGoesAheadAtOnceInQuietTimes() {
    Admission admission = admission(10, 5);

    ask(admission, "a");

    assertThat(next()).isEqualTo("a admitted");
    assertThat(admission.isBusy()).isFalse();
  }

  @Test
  void everybodyWhoWaitsIsAdmittedInTheEnd() throws InterruptedException {
    Admission admission = admission(200, 1000);
    CountDownLatch admitted = new CountDownLatch(260);

    for (int i = 0; i < 130; i++) {
      admission.ask(new ChargePointId("CP" + i), timer, heard(admitted::countDown));
      admission.askAgain(timer, admitted::countDown);
    }

    assertThat(admitted.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(admission.isBusy()).isFalse();
  }

  @Test
  void whoIsTurnedAwayHearsWhenTheLineHasGone() {
    EmbeddedChannel loop = new EmbeddedChannel();
    loop.freezeTime();
    Admission admission = admission(new ConnectRate(0.5, 1), 10);
    IntStream.range(0, 11).forEach(i -> ask(admission, "CP" + i));

    ask(admission, "late", loop.eventLoop());
    loop.advanceTimeBy(20, TimeUnit.SECONDS);
    loop.runScheduledPendingTasks();
    loop.runPendingTasks();

    assertThat(Set.of(next(), next()))
        .isEqualTo(Set.of("CP0 admitted", "late turned away for PT25S"));
  }

  @Test
  void whoWaitsWhenTheDoorClosesIsTurnedAwayAtOnce() {
    Admission admission = admission(new ConnectRate(0.5, 1), 10);
    IntStream.range(0, 11).forEach(i -> ask(admission, "CP" + i));

    admission.close();

    assertThat(next()).isEqualTo("CP0 admitted");
    assertThat(next()).endsWith("turned away for PT5S");
    assertThat(admission.isBusy()).isFalse();
  }

  @Test
  void refusalsAreSpreadOverTime() {
    EmbeddedChannel loop = new EmbeddedChannel();
    loop.freezeTime();
    Admission admission = admission(new ConnectRate(0.5, 1), 1);
    List<Integer> told = new ArrayList<>();
    IntStream.range(0, 1000)
        .forEach(i ->
            admission.turnAway(
                new ChargePointId("CP" + i), loop.eventLoop(), heard(() -> told.add(i))));

    List<Integer> toldBySecond = new ArrayList<>();
    for (int second = 0; second < 20; second++) {
      loop.advanceTimeBy(1, TimeUnit.SECONDS);
      loop.runScheduledPendingTasks();
      loop.runPendingTasks();
      toldBySecond.add(told.size());
    }

    assertThat(toldBySecond.getFirst()).isBetween(20, 80);
    assertThat(toldBySecond.get(9)).isBetween(430, 570);
    assertThat(toldBySecond.getLast()).isEqualTo(1000);
  }

  @Test
  void refusalsBeyondWhatCanBeHeldAreToldAtOnce() {
    EmbeddedChannel loop = new EmbeddedChannel();
    loop.freezeTime();
    Admission admission = admission(new ConnectRate(0.5, 1), 1);
    List<Integer> told = new ArrayList<>();

    IntStream.range(0, Admission.MOST_HELD + 3)
        .forEach(i ->
            admission.turnAway(
                new ChargePointId("CP" + i), loop.eventLoop(), heard(() -> told.add(i))));
    loop.runPendingTasks();

    assertThat(told)
        .containsExactly(Admission.MOST_HELD, Admission.MOST_HELD + 1, Admission.MOST_HELD + 2);
  }

  @Test
  void whoGivesUpInLineHearsNothing() {
    Admission admission = admission(new ConnectRate(0.001, 1), 10);
    ask(admission, "a");
    Pass waits = ask(admission, "b");

    waits.giveUp();

    assertThat(admission.waiting(Arrival.HANDSHAKE)).isZero();
    assertThat(next()).isEqualTo("a admitted");
    assertThat(heard).isEmpty();
  }

  @Test
  void whoGivesUpBetweenAdmissionAndItsTurnOnTheLoopIsNotRun() {
    Admission admission = admission(10, 5);
    List<Runnable> ran = new ArrayList<>();
    List<String> told = new ArrayList<>();
    Pass pass = admission.askAgain(ran::add, () -> told.add("connect"));

    pass.giveUp();
    ran.forEach(Runnable::run);

    assertThat(ran).hasSize(1);
    assertThat(told).isEmpty();
  }

  @Test
  void whoComesAnewTakesTheOlderOnesPlace() {
    // Gives up before it hears that it was replaced.
    EmbeddedChannel busy = new EmbeddedChannel();
    Admission admission = admission(new ConnectRate(20, 1), 2);
    ask(admission, "first");

    Pass older = ask(admission, "a", busy.eventLoop());
    ask(admission, "b");
    ask(admission, "a");
    older.giveUp();

    assertThat(List.of(next(), next(), next())).endsWith("a admitted", "b admitted");
  }

  @Test
  void reconnectsAreAdmittedByAClosedDoor() {
    Admission admission = admission(10, 5);
    admission.close();

    admission.askAgain(timer, () -> heard.add("reconnect"));
    ask(admission, "a");

    assertThat(Set.of(next(), next())).isEqualTo(Set.of("reconnect", "a turned away for PT5S"));
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

  private Pass ask(Admission admission, String name) {
    return ask(admission, name, timer);
  }

  private Pass ask(Admission admission, String name, EventExecutor executor) {
    return admission.ask(
        new ChargePointId(name),
        executor,
        new Handshake() {
          @Override
          public void onAdmitted() {
            heard.add(name + " admitted");
          }

          @Override
          public void onTurnedAway(Duration retryAfter) {
            heard.add(name + " turned away for " + retryAfter);
          }

          @Override
          public void onReplaced() {
            heard.add(name + " replaced");
          }
        });
  }

  private static Handshake heard(Runnable anything) {
    return new Handshake() {
      @Override
      public void onAdmitted() {
        anything.run();
      }

      @Override
      public void onTurnedAway(Duration retryAfter) {
        anything.run();
      }

      @Override
      public void onReplaced() {
        anything.run();
      }
    };
  }

  private String next() {
    try {
      return Objects.requireNonNullElse(heard.poll(10, TimeUnit.SECONDS), "nothing within 10 s");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Admission admission(double perSecond, int maxWaiting) {
    return admission(ConnectRate.ofPerSecond(perSecond), maxWaiting);
  }

  private Admission admission(ConnectRate rate, int maxWaiting) {
    return new Admission(new AdmissionSettings(rate, maxWaiting), timer, System::nanoTime, RANDOM);
  }
}
