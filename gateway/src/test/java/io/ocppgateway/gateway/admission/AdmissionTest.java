package io.ocppgateway.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.EventExecutor;
import io.ocppgateway.ocpp.ChargePointId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A door in a time of its own.
final class AdmissionTest {

  private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

  private final EmbeddedChannel loop = new EmbeddedChannel();
  private final Queue<String> heard = new ArrayDeque<>();
  private long now;

  AdmissionTest() {
    loop.freezeTime();
  }

  @AfterEach
  void closeLoop() {
    loop.finishAndReleaseAll();
  }

  @Test
  void aHandshakeGoesAheadAtOnceInQuietTimes() {
    Admission admission = admission(10, 5);

    ask(admission, "a");
    pass(Duration.ZERO);

    assertThat(heard).containsExactly("a admitted");
    assertThat(admission.isBusy()).isFalse();
  }

  @Test
  void everybodyWhoWaitsIsAdmittedInTheEnd() {
    Admission admission = admission(200, 1000);

    for (int i = 0; i < 130; i++) {
      ask(admission, "CP" + i);
      admission.askAgain(loop.eventLoop(), () -> heard.add("reconnect"));
    }
    pass(Duration.ofMillis(290));
    int before = heard.size();
    pass(Duration.ofMillis(20));

    assertThat(before).isBetween(255, 259);
    assertThat(heard).hasSize(260);
    assertThat(admission.isBusy()).isFalse();
  }

  @Test
  void whoIsTurnedAwayHearsWhenTheLineHasGone() {
    Admission admission = admission(new ConnectRate(0.5, 1), 10);
    IntStream.range(0, 11).forEach(i -> ask(admission, "CP" + i));

    ask(admission, "late");
    pass(Duration.ofSeconds(20));

    assertThat(heard).startsWith("CP0 admitted").contains("late turned away for PT25S");
  }

  @Test
  void whoWaitsWhenTheDoorClosesIsTurnedAwayAtOnce() {
    Admission admission = admission(new ConnectRate(0.5, 1), 10);
    IntStream.range(0, 11).forEach(i -> ask(admission, "CP" + i));

    admission.close();
    pass(Duration.ZERO);

    assertThat(heard).hasSize(11).startsWith("CP0 admitted");
    assertThat(heard.stream().skip(1)).allMatch(word -> word.endsWith("turned away for PT5S"));
    assertThat(admission.isBusy()).isFalse();
  }

  @Test
  void refusalsAreSpreadOverTime() {
    Admission admission = admission(new ConnectRate(0.5, 1), 1);
    List<Integer> told = new ArrayList<>();
    IntStream.range(0, 1000)
        .forEach(i ->
            admission.turnAway(
                new ChargePointId("CP" + i), loop.eventLoop(), heard(() -> told.add(i))));

    List<Integer> toldBySecond = new ArrayList<>();
    for (int second = 0; second < 20; second++) {
      pass(Duration.ofSeconds(1));
      toldBySecond.add(told.size());
    }

    assertThat(toldBySecond.getFirst()).isBetween(20, 80);
    assertThat(toldBySecond.get(9)).isBetween(430, 570);
    assertThat(toldBySecond.getLast()).isEqualTo(1000);
  }

  @Test
  void refusalsBeyondWhatCanBeHeldAreToldAtOnce() {
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
    Admission admission = admission(new ConnectRate(0.1, 1), 10);
    ask(admission, "a");
    Pass waits = ask(admission, "b");

    waits.giveUp();
    pass(Duration.ofMinutes(1));

    assertThat(admission.waiting(Arrival.HANDSHAKE)).isZero();
    assertThat(heard).containsExactly("a admitted");
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
    pass(Duration.ofSeconds(1));

    assertThat(heard).containsExactly("first admitted", "a admitted", "b admitted");
  }

  @Test
  void reconnectsAreAdmittedByAClosedDoor() {
    Admission admission = admission(10, 5);
    admission.close();

    admission.askAgain(loop.eventLoop(), () -> heard.add("reconnect"));
    ask(admission, "a");
    pass(Duration.ZERO);

    assertThat(heard).containsExactly("reconnect", "a turned away for PT5S");
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
    return ask(admission, name, loop.eventLoop());
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

  /// In steps, as one timer sets the next.
  private void pass(Duration time) {
    loop.runPendingTasks();
    for (long passed = 0; passed < time.toMillis(); passed++) {
      now += MILLISECOND;
      loop.advanceTimeBy(MILLISECOND, TimeUnit.NANOSECONDS);
      loop.runPendingTasks();
    }
  }

  private Admission admission(double perSecond, int maxWaiting) {
    return admission(ConnectRate.ofPerSecond(perSecond), maxWaiting);
  }

  private Admission admission(ConnectRate rate, int maxWaiting) {
    return new Admission(
        new AdmissionSettings(rate, maxWaiting),
        loop.eventLoop(),
        () -> now,
        new SplittableRandom(1));
  }
}
