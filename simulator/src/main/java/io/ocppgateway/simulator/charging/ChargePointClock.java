package io.ocppgateway.simulator.charging;

import io.ocppgateway.ocpp.message.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import tools.jackson.databind.node.ObjectNode;

/// What a charge point takes for the time: its own clock, set right by the central system.
///
/// The central system tells whole seconds, and what it tells has travelled: a difference of up to
/// two seconds is left alone, so that timestamps do not go back for nothing. Owned by one thread.
///
/// @see "OCPP 1.6 §4.6; OCPP 2.0.1 Part 2 B01.FR.06, G02.FR.05"
public final class ChargePointClock implements InstantSource {

  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final InstantSource own;
  private Duration offset = Duration.ZERO;

  /// A clock that was never set right.
  public ChargePointClock(InstantSource own) {
    this.own = own;
  }

  @Override
  public Instant instant() {
    return own.instant().plus(offset);
  }

  /// Takes the time from the answer to a BootNotification or Heartbeat. What holds no time that can
  /// be read changes nothing.
  public void follow(ObjectNode answer) {
    Timestamps.parse(answer.path("currentTime").asString(""))
        .map(told -> Duration.between(own.instant(), told))
        .filter(wanted -> wanted.minus(offset).abs().compareTo(TOLERANCE) > 0)
        .ifPresent(wanted -> offset = wanted);
  }
}
