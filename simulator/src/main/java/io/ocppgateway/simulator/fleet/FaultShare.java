package io.ocppgateway.simulator.fleet;

/// How many of a fleet's charge points have a fault.
///
/// @param name of the fault
/// @param percent of the fleet's charge points that have it, more than 0 and at most 100
public record FaultShare(String name, double percent) {

  /// Holds a share.
  ///
  /// @throws IllegalArgumentException if the name is empty or the percentage out of range
  public FaultShare {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a fault has a name; it is empty");
    }
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException(
          "fault %s is wanted in %s %% of the charge points; allowed is more than 0, at most 100"
              .formatted(name, percent));
    }
  }
}
