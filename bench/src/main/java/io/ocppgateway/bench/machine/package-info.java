/// The machine under a measurement: its cores, what its processes cost, the programs it has.
///
/// Read [io.ocppgateway.bench.machine.PinnedProcess] first. Linux only: it reads `/proc`.
@NullMarked
package io.ocppgateway.bench.machine;

import org.jspecify.annotations.NullMarked;
