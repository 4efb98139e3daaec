package io.ocppgateway.simulator.options;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Whether a charge point is looked at for itself, or is one of many.
public enum Company {

  /// It shows at once what there is to see: it beats as soon as it is accepted, and gives up if its
  /// first attempt finds no central system.
  ALONE,

  /// It behaves as in the field. It comes back from a failed first attempt as from any other; and
  /// its first heartbeat comes at some time within the interval, so that charge points that were
  /// accepted together, or came back together, do not beat in step ever after. OCPP asks for a
  /// heartbeat no later than that.
  ///
  /// @see "OCPP 1.6 §4.6; OCPP 2.0.1 Part 2 G02"
  IN_A_FLEET;

  /// Whether it ends where its first attempt finds no central system.
  public boolean givesUpAfterFirstAttempt() {
    return this == ALONE;
  }

  /// From when it is accepted to its first Heartbeat.
  public Duration untilFirstBeat(Duration interval, RandomGenerator random) {
    return switch (this) {
      case ALONE -> Duration.ZERO;
      case IN_A_FLEET -> Duration.ofMillis(random.nextLong(interval.toMillis() + 1));
    };
  }
}
