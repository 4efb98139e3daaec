/// What a fleet counts and measures, and how it is told: as it stands now, second by second, and at
/// the end.
///
/// Read [io.ocppgateway.simulator.fleet.statistics.CallTotals] first: it says what becomes of a
/// CALL. Nothing here may know a connection.
@NullMarked
package io.ocppgateway.simulator.fleet.statistics;

import org.jspecify.annotations.NullMarked;
