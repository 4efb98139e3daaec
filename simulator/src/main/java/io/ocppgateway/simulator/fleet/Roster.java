package io.ocppgateway.simulator.fleet;

import io.ocppgateway.simulator.chargepoint.ChargePointOptions;
import io.ocppgateway.simulator.chargepoint.Company;
import java.util.List;

/// The charge points of a fleet by number. What they have in common is there once for each version.
final class Roster {

  private final FleetOptions options;
  private final List<ChargePointOptions> kinds;

  Roster(FleetOptions options) {
    this.options = options;
    kinds =
        options.versions().stream()
            .map(version ->
                ChargePointOptions.of(options.url(), options.id(1), version)
                    .withProfile(options.profile())
                    .withCompany(Company.IN_A_FLEET))
            .toList();
  }

  /// @param index from 0
  ChargePointOptions chargePoint(int index) {
    return kinds.get(index % kinds.size()).withId(options.id(index + 1));
  }
}
