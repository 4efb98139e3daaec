package io.ocppgateway.simulator.fault;

import io.ocppgateway.simulator.behaviour.RetryBackOff;
import io.ocppgateway.simulator.options.ChargePointOptions;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Connects again at once, for ever.
record NoBackOff() implements Fault {

  /// No real charge point is faster, and where nobody listens a fleet of faster ones would do
  /// nothing else.
  private static final Duration AT_ONCE = Duration.ofMillis(50);

  @Override
  public String name() {
    return "no-back-off";
  }

  @Override
  public String description() {
    return "connects again at once, without back-off";
  }

  @Override
  public ChargePointOptions options(ChargePointOptions options, RandomGenerator random) {
    return options.withRetryBackOff(new RetryBackOff(AT_ONCE, Duration.ZERO, 0));
  }
}
