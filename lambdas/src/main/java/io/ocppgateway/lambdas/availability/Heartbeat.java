package io.ocppgateway.lambdas.availability;

import io.ocppgateway.lambdas.routing.Handler;
import io.ocppgateway.lambdas.routing.ReceivedCall;
import java.time.Clock;
import java.time.Instant;

/// Tells charge points the time. That they were alive is recorded by a rule, without this.
///
/// @see "OCPP 1.6 §4.6; OCPP 2.0.1 Part 2 G02"
public final class Heartbeat implements Handler<Record, Instant> {

  private final Clock clock;

  public Heartbeat(Clock clock) {
    this.clock = clock;
  }

  /// The time now. Nothing in a Heartbeat bears on it.
  @Override
  public Instant handle(ReceivedCall call, Record heartbeat) {
    return clock.instant();
  }
}
