/// A fleet at the command line: how it is asked for, what it would cost, how it is watched, and
/// what is reported of it in the end.
///
/// Read [io.ocppgateway.cli.fleet.FleetRun] first: it says what happens in which order. The fleet
/// itself is in `simulator.fleet`; nothing here may know a charge point or a connection.
@NullMarked
package io.ocppgateway.cli.fleet;

import org.jspecify.annotations.NullMarked;
