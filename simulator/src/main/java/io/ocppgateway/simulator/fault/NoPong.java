package io.ocppgateway.simulator.fault;

import io.ocppgateway.simulator.chargepoint.Line;

/// Answers no pings.
record NoPong() implements Fault {

  @Override
  public String name() {
    return "no-pong";
  }

  @Override
  public String description() {
    return "never answers pings";
  }

  @Override
  public Line line(Line line, Wiring wiring) {
    wiring.socket().ignorePings();
    return line;
  }
}
