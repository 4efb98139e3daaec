/// Thousands of charge points in one process: when each connects, how the whole ends, and what is
/// told of it.
///
/// Read [io.ocppgateway.simulator.fleet.FleetOptions] first. What a charge point does is in
/// `chargepoint` and `behaviour`, as for a single one; what is counted and measured is in
/// `fleet.statistics`.
@NullMarked
package io.ocppgateway.simulator.fleet;

import org.jspecify.annotations.NullMarked;
