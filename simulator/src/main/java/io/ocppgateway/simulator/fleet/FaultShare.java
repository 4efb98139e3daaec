package io.ocppgateway.simulator.fleet;

import io.ocppgateway.simulator.fault.Faults;

/// How many of a fleet's charge points have a fault.
///
/// @param name of the fault, or of several that a charge point has at once, joined by `+`
/// @param percent of the fleet's charge points that have it, more than 0 and at most 100
public record FaultShare(String name, double percent) {

  /// Holds a share.
  ///
  /// @throws IllegalArgumentException if there is no such fault or the percentage is out of range
  public FaultShare {
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException(
          "fault %s is wanted in %s %% of the charge points; allowed is more than 0, at most 100"
              .formatted(name, percent));
    }
    Faults.named(name);
  }

  /// What its charge points get wrong.
  Faults faults() {
    return Faults.named(name);
  }
}
