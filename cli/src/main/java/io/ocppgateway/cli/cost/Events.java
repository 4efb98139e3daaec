package io.ocppgateway.cli.cost;

import java.util.stream.DoubleStream;

/// What happened to a fleet in some time: each a number of times, all charge points together.
///
/// @param connects handshakes of charge points that were completed
/// @param connectionMinutes minutes that charge points were connected
/// @param boots BootNotifications
/// @param heartbeats Heartbeats
/// @param statusNotifications StatusNotifications
/// @param otherCalls CALLs of every other action
public record Events(
    double connects,
    double connectionMinutes,
    double boots,
    double heartbeats,
    double statusNotifications,
    double otherCalls) {

  /// Nothing happened.
  public static final Events NONE = new Events(0, 0, 0, 0, 0, 0);

  /// Holds numbers.
  ///
  /// @throws IllegalArgumentException if one is negative or no number
  public Events {
    if (!DoubleStream.of(
            connects, connectionMinutes, boots, heartbeats, statusNotifications, otherCalls)
        .allMatch(number -> number >= 0 && Double.isFinite(number))) {
      throw new IllegalArgumentException(
          "events are counted from 0 on: %s connects, %s minutes, %s boots, %s heartbeats, %s status notifications, %s other calls"
              .formatted(
                  connects, connectionMinutes, boots, heartbeats, statusNotifications, otherCalls));
    }
  }

  /// CALLs of charge points, whatever their action.
  public double calls() {
    return boots + heartbeats + statusNotifications + otherCalls;
  }

  /// These and others.
  public Events plus(Events other) {
    return new Events(
        connects + other.connects,
        connectionMinutes + other.connectionMinutes,
        boots + other.boots,
        heartbeats + other.heartbeats,
        statusNotifications + other.statusNotifications,
        otherCalls + other.otherCalls);
  }

  /// The same so many times.
  public Events times(double factor) {
    return new Events(
        factor * connects,
        factor * connectionMinutes,
        factor * boots,
        factor * heartbeats,
        factor * statusNotifications,
        factor * otherCalls);
  }
}
