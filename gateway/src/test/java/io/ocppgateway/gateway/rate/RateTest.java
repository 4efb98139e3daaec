package io.ocppgateway.gateway.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RateTest {

  private static final long MILLISECOND = 1_000_000;
  private static final Rate TEN_A_SECOND = Rate.of(10, Duration.ofSeconds(1));

  @Test
  void burstIsTakenAtOnce() {
    long paidUntil = 0;
    for (int i = 0; i < 9; i++) {
      paidUntil = TEN_A_SECOND.take(paidUntil, 0);
    }

    assertThat(TEN_A_SECOND.waitNanos(paidUntil, 0)).isZero();
    assertThat(TEN_A_SECOND.waitNanos(TEN_A_SECOND.take(paidUntil, 0), 0))
        .isEqualTo(100 * MILLISECOND);
  }

  @Test
  void whatWasTakenInAdvanceIsPaidFor() {
    long paidUntil = 0;
    for (int i = 0; i < 100; i++) {
      paidUntil = TEN_A_SECOND.take(paidUntil, 0);
    }

    assertThat(TEN_A_SECOND.waitNanos(paidUntil, 0)).isEqualTo(9_100 * MILLISECOND);
    assertThat(TEN_A_SECOND.waitNanos(paidUntil, 9_100 * MILLISECOND)).isZero();
  }

  @Test
  void restIsNotSaved() {
    long now = Duration.ofDays(1).toNanos();
    long paidUntil = 0;
    for (int i = 0; i < 10; i++) {
      paidUntil = TEN_A_SECOND.take(paidUntil, now);
    }

    assertThat(TEN_A_SECOND.waitNanos(paidUntil, now)).isEqualTo(100 * MILLISECOND);
  }

  @Test
  void noEventsAreNoRate() {
    assertThatThrownBy(() -> Rate.of(0, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 events in PT1S");
  }
}
