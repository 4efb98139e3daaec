package io.ocppgateway.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.behaviour.Profile;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a fleet does in a month.
class HabitsTest {

  private static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final Offset<Double> EXACT = within(1e-6);

  @ParameterizedTest
  @EnumSource(OcppVersion.class)
  void callsOfEachProfileAreThoseThatTheSimulatorSays(OcppVersion version) {
    for (Profile profile : Profile.ALL) {
      Habits habits = new Habits(profile, version, INTERVAL, 0, 0);

      Events hour = habits.perHour(1);

      assertThat(hour.calls())
          .as(profile.name())
          .isCloseTo(profile.callsPerHour(version, INTERVAL), EXACT);
      assertThat(hour.connectionMinutes()).isEqualTo(60);
    }
  }

  @Test
  void bootConnectsAndTellsItsStatus() {
    Habits habits = new Habits(Profile.HEARTBEAT, OcppVersion.V2_0_1, INTERVAL, 0, 3);

    Events month = habits.monthOf(100).events();

    assertThat(month.connects()).isCloseTo(300, EXACT);
    assertThat(month.boots()).isCloseTo(300, EXACT);
    assertThat(month.statusNotifications()).isCloseTo(300, EXACT);
    assertThat(month.heartbeats()).isCloseTo(100 * 730 * 12, EXACT);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 60.83", "5, 304.17"})
  void sessionsADayAreAsManyAsAsked(double perDay, double statusesPerMonth) {
    Habits habits =
        new Habits(Profile.HEARTBEAT, OcppVersion.V2_0_1, INTERVAL, 0, 0)
            .withSessionsPerDay(perDay);

    Events month = habits.monthOf(1).events();

    assertThat(month.statusNotifications()).isCloseTo(statusesPerMonth, within(0.01));
  }

  @Test
  void readingTheMeterMoreOftenMakesMoreCalls() {
    Habits habits = new Habits(Profile.DAILY, OcppVersion.V2_0_1, INTERVAL, 0, 0);

    Habits often = habits.withMeterInterval(Duration.ofMinutes(1));

    // Four hours of charging have 15 readings, or 239.
    assertThat(often.perHour(1).otherCalls() / habits.perHour(1).otherCalls()).isGreaterThan(10);
    assertThat(often.perHour(1).heartbeats()).isEqualTo(habits.perHour(1).heartbeats());
  }
}
