package io.ocppgateway.simulator.fleet.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ocppgateway.simulator.chargepoint.CallOutcome;
import io.ocppgateway.simulator.chargepoint.EndedCall;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class ActionTallyTest {

  private static final CallOutcome ANSWERED =
      new CallOutcome.Answered(JsonNodeFactory.instance.objectNode());
  private static final Duration ONCE = Duration.ZERO;

  private final ActionTally tally = new ActionTally();

  @Test
  void eachFateIsCountedOnce() {
    for (int i = 0; i < 6; i++) {
      tally.sent();
    }

    ended(ANSWERED, Duration.ofMillis(1), ONCE);
    ended(new CallOutcome.Failed("NotImplemented"), Duration.ofMillis(1), ONCE);
    ended(new CallOutcome.TimedOut(), Duration.ofSeconds(30), ONCE);
    ended(new CallOutcome.CutOff(), Duration.ofSeconds(1), ONCE);
    ended(new CallOutcome.Dropped(), Duration.ofSeconds(1), ONCE);

    assertThat(tally.calls()).isEqualTo(new CallTotals(6, 1, 1, 1, 1));
    assertThat(tally.calls().inFlight()).isEqualTo(2);
  }

  @Test
  void silenceIsSlowAndACloseIsNot() {
    ended(ANSWERED, Duration.ofMillis(1), ONCE);
    ended(new CallOutcome.TimedOut(), Duration.ofSeconds(30), ONCE);
    ended(new CallOutcome.CutOff(), Duration.ofSeconds(60), ONCE);

    LatencySummary latency = tally.totals().latency();

    assertThat(latency.count()).isEqualTo(2);
    assertThat(latency.max()).isCloseTo(Duration.ofSeconds(30), Duration.ofMillis(30));
  }

  @Test
  void percentilesAreThoseOfTheValues() {
    for (int i = 1; i <= 1000; i++) {
      ended(ANSWERED, Duration.ofMillis(i), ONCE);
    }

    LatencySummary latency = tally.totals().latency();

    assertThat(latency.p50().toMillis()).isCloseTo(500, within(1L));
    assertThat(latency.p90().toMillis()).isCloseTo(900, within(1L));
    assertThat(latency.p99().toMillis()).isCloseTo(990, within(1L));
    assertThat(latency.p999().toMillis()).isCloseTo(999, within(1L));
    assertThat(latency.mean().toMillis()).isCloseTo(500, within(1L));
  }

  @Test
  void beatsThatWereLeftOutWhileOneWaitedAreSlowToo() {
    Duration interval = Duration.ofSeconds(1);
    for (int i = 0; i < 1000; i++) {
      ended(ANSWERED, Duration.ofMillis(1), interval);
    }

    ended(ANSWERED, Duration.ofSeconds(20), interval);

    // 20, 19, … 1 s: of 1,020 beats that were due, 20 met the stall.
    LatencySummary latency = tally.totals().latency();
    assertThat(latency.count()).isEqualTo(1020);
    assertThat(latency.p99()).isGreaterThan(Duration.ofSeconds(9));
  }

  @Test
  void callsThatAreNotRegularStandForThemselves() {
    for (int i = 0; i < 1000; i++) {
      ended(ANSWERED, Duration.ofMillis(1), ONCE);
    }

    ended(ANSWERED, Duration.ofSeconds(20), ONCE);

    assertThat(tally.totals().latency().count()).isEqualTo(1001);
  }

  private void ended(CallOutcome outcome, Duration sinceWanted, Duration between) {
    tally.ended(new EndedCall("Heartbeat", outcome, sinceWanted.toNanos(), 0, between.toNanos()));
  }
}
