package io.ocppgateway.simulator.chargepoint;

import io.ocppgateway.ocpp.schema.Schemas;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// What a charge point needs from outside.
///
/// @param schemas tell which commands are well formed; may be shared by all charge points
/// @param clock as the charge point begins with it; the central system sets it right
/// @param random adds chance to the back-off and to who comes to charge
public record Surroundings(
    Line line,
    Timers timers,
    InstantSource clock,
    RandomGenerator random,
    Schemas schemas,
    ChargePointListener listener) {

  Surroundings withClock(InstantSource other) {
    return new Surroundings(line, timers, other, random, schemas, listener);
  }
}
