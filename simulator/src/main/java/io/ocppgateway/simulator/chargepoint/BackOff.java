package io.ocppgateway.simulator.chargepoint;

import io.ocppgateway.simulator.behaviour.RetryBackOff;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// The waits between attempts to connect: the minimum, doubled after each failure up to the last,
/// and each time with chance added.
///
/// @see "OCPP 2.0.1 Part 4 §5.3, errata §4.12"
final class BackOff {

  private final RetryBackOff settings;
  private final RandomGenerator random;
  private int failures;

  BackOff(RetryBackOff settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  Duration next() {
    Duration wait = settings.waitMinimum().multipliedBy(1L << failures);
    failures = Math.min(failures + 1, settings.repeatTimes());
    return wait.plusMillis(random.nextLong(settings.randomRange().toMillis() + 1));
  }

  void succeeded() {
    failures = 0;
  }
}
