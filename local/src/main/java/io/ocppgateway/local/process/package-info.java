/// Processes that the local stack starts: their start, readiness, log, death and end.
///
/// Read [io.ocppgateway.local.process.ChildProcess] first. Knows nothing of what the processes do.
@NullMarked
package io.ocppgateway.local.process;

import org.jspecify.annotations.NullMarked;
