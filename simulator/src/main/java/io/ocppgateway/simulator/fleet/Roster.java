package io.ocppgateway.simulator.fleet;

import io.ocppgateway.simulator.fault.FaultMix;
import io.ocppgateway.simulator.fault.Faults;
import io.ocppgateway.simulator.options.ChargePointOptions;
import io.ocppgateway.simulator.options.Company;
import java.util.List;

/// The charge points of a fleet by number. What they have in common is there once for each version.
final class Roster {

  /// The same fleet has the same faults in the same charge points each time.
  private static final long SEED = 1;

  private final FleetOptions options;
  private final List<ChargePointOptions> kinds;
  private final List<Faults> faults;

  Roster(FleetOptions options) {
    this.options = options;
    kinds =
        options.versions().stream()
            .map(version ->
                ChargePointOptions.of(options.url(), options.id(1), version)
                    .withProfile(options.profile())
                    .withCompany(Company.IN_A_FLEET)
                    .withCredentials(options.credentials()))
            .toList();
    faults =
        new FaultMix(
                options.faults().stream()
                    .map(share -> new FaultMix.Share(share.faults(), share.percent()))
                    .toList())
            .draw(options.size(), SEED);
  }

  /// @param index from 0
  ChargePointOptions chargePoint(int index) {
    return kinds.get(index % kinds.size()).withId(options.id(index + 1));
  }

  /// @param index from 0
  Faults faults(int index) {
    return faults.get(index);
  }
}
