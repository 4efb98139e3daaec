/// What charge points in the field get wrong, each a small class, to be mixed into a fleet.
///
/// Read [io.ocppgateway.simulator.fault.Fault] first, then
/// [io.ocppgateway.simulator.fault.FaultMix]. A fault changes a charge point's options or decorates
/// its line; the charge point itself, and one without a fault, know nothing of all this. Nothing
/// here may know Netty.
@NullMarked
package io.ocppgateway.simulator.fault;

import org.jspecify.annotations.NullMarked;
