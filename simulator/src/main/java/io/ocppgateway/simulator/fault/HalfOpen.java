package io.ocppgateway.simulator.fault;

import io.ocppgateway.simulator.chargepoint.Line;
import java.time.Duration;

/// Reads no more some time after each handshake, while the connection stays and messages still go
/// out. Its CALLs are not answered from then on, and each times out. It comes back when the central
/// system has reset the connection, or when a CALL of its own shows that it is gone.
///
/// @param after the time from the handshake
record HalfOpen(Duration after) implements Fault {

  static final Duration AFTER = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "half-open";
  }

  @Override
  public String description() {
    return "stops reading %d s after it has connected, without closing"
        .formatted(after.toSeconds());
  }

  @Override
  public Line line(Line line, Wiring wiring) {
    return new TimedLine(line, wiring.timers(), () -> after, _ -> wiring.socket().stopReading());
  }
}
