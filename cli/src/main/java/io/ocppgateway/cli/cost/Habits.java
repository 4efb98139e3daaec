package io.ocppgateway.cli.cost;

import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.behaviour.Profile;
import io.ocppgateway.simulator.behaviour.Span;
import io.ocppgateway.simulator.behaviour.Use;
import java.time.Duration;

/// What each charge point of a fleet does of itself: as the simulator's charge points do it.
///
/// @param profile when it beats, and who comes to charge
/// @param version that it speaks; 1.6 tells its status more often than 2.x
/// @param heartbeatInterval that it is told
/// @param reconnectsPerDay how often its connection breaks and comes again
/// @param bootsPerMonth how often it starts anew; each time it also tells its status
public record Habits(
    Profile profile,
    OcppVersion version,
    Duration heartbeatInterval,
    double reconnectsPerDay,
    double bootsPerMonth) {

  private static final int SECONDS_PER_HOUR = 3_600;
  private static final int MINUTES_PER_HOUR = 60;
  private static final int HOURS_PER_DAY = 24;

  /// Holds habits.
  ///
  /// @throws IllegalArgumentException if one is out of its bounds
  public Habits {
    if (heartbeatInterval.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "a heartbeat each %d s; allowed is each second at the most"
              .formatted(heartbeatInterval.toSeconds()));
    }
    checkRate(reconnectsPerDay, "reconnects a day", 1_440);
    checkRate(bootsPerMonth, "boots a month", 43_800);
  }

  /// The same with so many sessions a day, none for 0.
  ///
  /// @throws IllegalArgumentException if so many do not fit into a day
  public Habits withSessionsPerDay(double sessions) {
    checkRate(sessions, "sessions a day", 1_440);
    if (sessions == 0) {
      return withUse(new Use.None());
    }
    Use.Sessions like = sessions();
    Duration each = Duration.ofMillis(Math.round(Duration.ofDays(1).toMillis() / sessions));
    Duration pause = each.minus(like.length().mean()).minus(like.unplugging());
    if (pause.isNegative()) {
      throw new IllegalArgumentException(
          "%s sessions a day of %d minutes each, and %d to unplug, do not fit; allowed are at most %.1f"
              .formatted(
                  sessions,
                  like.length().mean().toMinutes(),
                  like.unplugging().toMinutes(),
                  (double) Duration.ofDays(1).toMillis()
                      / like.length().mean().plus(like.unplugging()).toMillis()));
    }
    return withUse(
        new Use.Sessions(
            Span.of(pause), like.length(), like.unplugging(), like.meterInterval(), like.powerW()));
  }

  /// The same with another time between two readings of the meter; nothing changes where nobody
  /// charges.
  ///
  /// @throws IllegalArgumentException if it is not positive
  public Habits withMeterInterval(Duration interval) {
    return switch (profile.use()) {
      case Use.None _ -> this;
      case Use.Sessions like ->
          withUse(
              new Use.Sessions(
                  like.pause(), like.length(), like.unplugging(), interval, like.powerW()));
    };
  }

  /// What a fleet of such charge points does in an hour, on average, when all are connected.
  public Events perHour(int chargePoints) {
    double calls = profile.callsPerHour(version, heartbeatInterval);
    double heartbeats =
        (double) SECONDS_PER_HOUR / profile.heartbeatInterval(heartbeatInterval).toSeconds();
    double statuses = statusesOfSessionsPerHour();
    double boots = bootsPerMonth / Month.HOURS;
    Events ofOne =
        new Events(
            reconnectsPerDay / HOURS_PER_DAY + boots,
            MINUTES_PER_HOUR,
            boots,
            heartbeats,
            statuses + boots,
            Math.max(0, calls - heartbeats - statuses));
    return ofOne.times(chargePoints);
  }

  /// What a fleet of such charge points does in a month in which all stay connected.
  Month monthOf(int chargePoints) {
    return new Month(chargePoints, perHour(chargePoints).times(Month.HOURS));
  }

  private double statusesOfSessionsPerHour() {
    return switch (profile.use()) {
      case Use.None _ -> 0;
      case Use.Sessions sessions ->
          (double) SECONDS_PER_HOUR / sessions.cycle().toSeconds() * statusesOfOneSession();
    };
  }

  private int statusesOfOneSession() {
    return switch (version) {
      // Preparing, Charging, Finishing, Available
      case V1_6 -> 4;
      // Occupied, Available
      case V2_0_1, V2_1 -> 2;
    };
  }

  private Habits withUse(Use use) {
    return new Habits(
        profile.withUse(use), version, heartbeatInterval, reconnectsPerDay, bootsPerMonth);
  }

  /// Those of the profile, or where it has none a charger's at work.
  private Use.Sessions sessions() {
    if (profile.use() instanceof Use.Sessions own) {
      return own;
    }
    if (Profile.DAILY.use() instanceof Use.Sessions daily) {
      return daily;
    }
    throw new IllegalStateException("the profile daily has no sessions");
  }

  private static void checkRate(double rate, String what, double most) {
    if (!(rate >= 0 && rate <= most)) {
      throw new IllegalArgumentException(
          "%s %s; allowed are 0 to %,.0f".formatted(rate, what, most));
    }
  }
}
