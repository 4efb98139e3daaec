/// How a charge point is wanted: where it connects, who it is, what it does of itself.
///
/// Read [io.ocppgateway.simulator.options.ChargePointOptions] first. Nothing here does anything.
@NullMarked
package io.ocppgateway.simulator.options;

import org.jspecify.annotations.NullMarked;
