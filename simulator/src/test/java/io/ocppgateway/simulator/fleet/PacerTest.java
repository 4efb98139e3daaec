package io.ocppgateway.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.simulator.chargepoint.ManualTimers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacerTest {

  private final ManualTimers timers = new ManualTimers();
  private final List<Duration> steps = new ArrayList<>();
  private final long start = timers.nanoTime();
  private boolean done;

  @Test
  void stepsAreTakenEvenly() {
    Pacer pacer = pacer(200, 5);

    pacer.start();
    timers.turn(Duration.ofSeconds(1));

    assertThat(steps).extracting(Duration::toMillis).containsExactly(0L, 5L, 10L, 15L, 20L);
    assertThat(done).isTrue();
  }

  @Test
  void paceThatNoTimerDividesIsKeptOverTime() {
    Pacer pacer = pacer(300, 1000);

    pacer.start();
    timers.turn(Duration.ofSeconds(1));

    assertThat(steps).hasSize(301);
  }

  @Test
  void firstStepIsTakenAtOnceHoweverSlowThePace() {
    pacer(0.01, 2).start();

    assertThat(steps).hasSize(1);
    assertThat(timers.untilNext()).contains(Duration.ofSeconds(100));
  }

  @Test
  void lostTimeIsMadeUpFor() {
    Pacer pacer = pacer(10, 100);
    pacer.start();

    timers.oversleep(Duration.ofSeconds(2));
    timers.turn(Duration.ZERO);

    assertThat(steps).hasSize(21);
  }

  @Test
  void stoppedPacerTakesNoFurtherStep() {
    Pacer pacer = pacer(10, 100);
    pacer.start();
    timers.turn(Duration.ofSeconds(1));

    pacer.stop();
    timers.turn(Duration.ofSeconds(10));

    assertThat(steps).hasSize(11);
    assertThat(done).isFalse();
  }

  @Test
  void noStepsAreDoneAtOnce() {
    pacer(10, 0).start();

    assertThat(done).isTrue();
  }

  private Pacer pacer(double perSecond, int count) {
    return new Pacer(
        timers,
        perSecond,
        count,
        number -> {
          assertThat(number).isEqualTo(steps.size());
          steps.add(Duration.ofNanos(timers.nanoTime() - start));
        },
        () -> done = true);
  }
}
