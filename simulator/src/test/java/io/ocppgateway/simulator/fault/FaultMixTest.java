package io.ocppgateway.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultMixTest {

  private static final Faults NO_PONG = Faults.named("no-pong");
  private static final Faults BURST = Faults.named("burst");

  @Test
  void sharesAreExactAndTheRestHasNoFault() {
    FaultMix mix = FaultMix.NONE.with("no-pong", 5).with("burst", 2.5);

    List<Faults> drawn = mix.draw(200, 7);

    assertThat(drawn).hasSize(200);
    assertThat(Collections.frequency(drawn, NO_PONG)).isEqualTo(10);
    assertThat(Collections.frequency(drawn, BURST)).isEqualTo(5);
    assertThat(Collections.frequency(drawn, Faults.NONE)).isEqualTo(185);
  }

  @Test
  void hundredPercentAreAll() {
    FaultMix mix = FaultMix.NONE.with("no-pong", 33.4).with("burst", 33.3).with("half-open", 33.3);

    List<Faults> drawn = mix.draw(7, 7);

    assertThat(drawn).hasSize(7).doesNotContain(Faults.NONE);
  }

  @Test
  void drawFollowsFromTheSeed() {
    FaultMix mix = FaultMix.NONE.with("no-pong", 50);

    List<Faults> drawn = mix.draw(100, 7);

    assertThat(mix.draw(100, 7)).isEqualTo(drawn);
    assertThat(mix.draw(100, 8)).isNotEqualTo(drawn);
  }

  @Test
  void faultsOfOneChargePointComeInTheirOwnOrderHoweverNamed() {
    Faults faults = Faults.named("two-connections+no-pong");

    assertThat(faults).isEqualTo(Faults.named("no-pong+two-connections"));
    assertThat(faults).hasToString("no-pong+two-connections");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 100.1, Double.NaN})
  void percentageIsWithinZeroAndAHundred(double percent) {
    assertThatThrownBy(() -> FaultMix.NONE.with("no-pong", percent))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            percent
                + " % of the charge points are to have the fault no-pong; allowed are 0 to 100");
  }

  @Test
  void sharesAddUpToAHundredAtMost() {
    FaultMix mix = FaultMix.NONE.with("no-pong", 60);

    assertThatThrownBy(() -> mix.with("burst", 40.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "the faults add up to 100.5 % of the charge points; allowed are 100");
  }

  @Test
  void unknownNameIsToldWithAllThatAreKnown() {
    assertThatThrownBy(() -> Faults.named("no-pong+no-ping"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is no fault 'no-ping'; allowed are no-pong, half-open, late-answers,"
                + " abrupt-close, no-back-off, burst, bad-timestamps, double-slash, unknown-enum,"
                + " repeated-ids, two-connections");
  }

  @Test
  void faultIsNamedOnce() {
    assertThatThrownBy(() -> Faults.named("burst+burst"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'burst+burst' names a fault twice; name each once");
  }

  @Test
  void everyFaultTellsItselfInALine() {
    assertThat(Fault.all()).extracting(Fault::name).doesNotHaveDuplicates();
    assertThat(Fault.all())
        .allSatisfy(fault -> {
          assertThat(Fault.named(fault.name())).isEqualTo(fault);
          assertThat(fault.description()).isNotBlank().doesNotContain("\n");
        });
  }
}
