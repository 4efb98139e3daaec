package io.ocppgateway.simulator.behaviour;

import io.ocppgateway.ocpp.OcppVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a charge point does of itself. (Whatever its profile, it boots, tells its status, answers
/// commands, and charges when it is told to.)
///
/// What that comes to, in CALLs per hour and charge point at a heartbeat interval of 300 s:
///
/// | profile | 1.6 | 2.x |
/// |---|---|---|
/// | `idle` | 0.04 | 0.04 |
/// | `heartbeat` | 12 | 12 |
/// | `daily` | 13.9 | 13.8 |
/// | `busy` | 100.7 | 95.3 |
///
/// @param name by which people ask for it
public record Profile(String name, Beats beats, Use use) {

  /// How often a charge point beats.
  public enum Beats {
    /// Once a day, the least that OCPP asks for, whatever the central system wants.
    ONCE_A_DAY,
    /// At the interval that the central system gave.
    AS_TOLD
  }

  private static final Duration DAY = Duration.ofDays(1);
  private static final double HOUR_MILLIS = Duration.ofHours(1).toMillis();

  /// Is there, and little more.
  public static final Profile IDLE = new Profile("idle", Beats.ONCE_A_DAY, new Use.None());

  /// Beats.
  public static final Profile HEARTBEAT = new Profile("heartbeat", Beats.AS_TOLD, new Use.None());

  /// A charger at work: about two vehicles a day, a reading of the meter each 15 minutes.
  public static final Profile DAILY =
      new Profile(
          "daily",
          Beats.AS_TOLD,
          new Use.Sessions(
              new Span(Duration.ofHours(4), Duration.ofHours(12)),
              new Span(Duration.ofHours(2), Duration.ofHours(6)),
              Duration.ofMinutes(5),
              Duration.ofMinutes(15),
              11_000));

  /// A charger that is never free for long: ten minutes each, a reading each minute.
  public static final Profile BUSY =
      new Profile(
          "busy",
          Beats.AS_TOLD,
          new Use.Sessions(
              new Span(Duration.ofSeconds(30), Duration.ofSeconds(90)),
              new Span(Duration.ofMinutes(4), Duration.ofMinutes(16)),
              Duration.ofSeconds(10),
              Duration.ofSeconds(60),
              50_000));

  /// All that have a name.
  public static final List<Profile> ALL = List.of(IDLE, HEARTBEAT, DAILY, BUSY);

  /// The profile with this name, empty if none has it.
  public static Optional<Profile> ofName(String name) {
    return ALL.stream().filter(profile -> profile.name.equals(name)).findFirst();
  }

  /// The same profile with other use.
  public Profile withUse(Use other) {
    return new Profile(name, beats, other);
  }

  /// How often the charge point beats when it is told an interval.
  public Duration heartbeatInterval(Duration told) {
    return switch (beats) {
      case ONCE_A_DAY -> DAY;
      case AS_TOLD -> told;
    };
  }

  /// The CALLs that one charge point sends in an hour, on average over a long time. Each is
  /// answered: twice as many messages travel. Boots, commands and repetitions come on top.
  ///
  /// @param heartbeatInterval what the central system tells; positive
  public double callsPerHour(OcppVersion version, Duration heartbeatInterval) {
    double heartbeats = HOUR_MILLIS / heartbeatInterval(heartbeatInterval).toMillis();
    return switch (use) {
      case Use.None() -> heartbeats;
      case Use.Sessions sessions ->
          heartbeats + sessions.calls(version) * HOUR_MILLIS / sessions.cycle().toMillis();
    };
  }
}
